namespace FakeDoktoriApi.Stomp;

/// <summary>When something was last heard and sent, and what follows from it. Written by the session's three hands, read by the watch.</summary>
internal sealed class SessionClock(StompConnectionOptions options, TimeProvider time)
{
    private const long NotClosing = long.MinValue;

    private readonly long _opened = time.GetTimestamp();
    private long _received = time.GetTimestamp();
    private long _sent = time.GetTimestamp();
    private long _closing = NotClosing;
    private long _send;
    private long _expect;
    private volatile bool _busy;
    private volatile bool _sending;
    private volatile bool _established;

    /// <summary>A frame is being handled.</summary>
    public bool Busy
    {
        set => _busy = value;
    }

    /// <summary>A frame is on its way to the client.</summary>
    public bool Sending
    {
        set
        {
            Volatile.Write(ref _sent, time.GetTimestamp());
            _sending = value;
        }
    }

    public void Received() => Volatile.Write(ref _received, time.GetTimestamp());

    public void Established(TimeSpan send, TimeSpan expect)
    {
        Volatile.Write(ref _send, send.Ticks);
        Volatile.Write(ref _expect, expect.Ticks);
        _established = true;
    }

    public void Closing() => Volatile.Write(ref _closing, time.GetTimestamp());

    public SessionEvent Look(bool ending)
    {
        if (ending)
        {
            return Volatile.Read(ref _closing) != NotClosing && Since(ref _closing) >= options.CloseTimeout ? SessionEvent.CloseTimedOut : SessionEvent.None;
        }

        if (_sending && Since(ref _sent) >= options.SendTimeLimit)
        {
            return SessionEvent.Slow;
        }

        if (!_established)
        {
            return !_busy && time.GetElapsedTime(_opened) >= options.ConnectTimeout ? SessionEvent.NeverConnected : SessionEvent.None;
        }

        var expect = new TimeSpan(Volatile.Read(ref _expect));
        if (expect > TimeSpan.Zero && !_busy && Since(ref _received) >= expect * options.HeartBeatGrace)
        {
            return SessionEvent.Silent;
        }

        // Half an interval early rather than late: the client counts from when it heard the last one.
        var send = new TimeSpan(Volatile.Read(ref _send));
        return send > TimeSpan.Zero && !_sending && Since(ref _sent) >= send / 2 ? SessionEvent.HeartBeatDue : SessionEvent.None;
    }

    private TimeSpan Since(ref long timestamp) => time.GetElapsedTime(Volatile.Read(ref timestamp));
}
