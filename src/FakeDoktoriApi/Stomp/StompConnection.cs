using System.Net.WebSockets;
using System.Text;

namespace FakeDoktoriApi.Stomp;

/// <summary>
/// One WebSocket that speaks STOMP: bytes to frames, frames to bytes, and every bound that keeps one client from hurting the others.
/// <code>
/// client ──▶ ReceiveAllAsync ──▶ StompDecoder ──one frame at a time──▶ IStompHandler
///        ◀── SendAllAsync ◀── OutboundQueue (bounded) ◀── Send, from anywhere, never waiting
///                  Watch, on a timer: heart-beats, silence, slowness, the end of the closing time
/// </code>
/// <paramref name="abort"/> ends the connection below the WebSocket, so that a send that is stuck in it fails.
/// Only <see cref="SendAllAsync"/> sends, and nothing cancels a receive: in .NET that would abort the WebSocket instead of closing it.
/// </summary>
#pragma warning disable CA1001 // A semaphore without a wait handle holds nothing to dispose of, and a stop may still ask for it after the end.
internal sealed class StompConnection(WebSocket socket, Action abort, StompConnectionOptions options, TimeProvider time)
#pragma warning restore CA1001
{
    private const int PieceBytes = 4 * 1024;
    private static readonly TimeSpan _longestTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _shortestTick = TimeSpan.FromMilliseconds(10);

    private readonly StompDecoder _decoder = new(options.Limits);
    private readonly OutboundQueue _queue = new(options.SendBufferBytes);
    private readonly FrameBudget _budget = new(options.FramesPerSecond, time);
    private readonly SessionClock _clock = new(options, time);
    private readonly SemaphoreSlim _handling = new(1);
    private readonly Lock _aborting = new();
    private ITimer? _watch;
    private WebSocketCloseStatus _closeStatus = WebSocketCloseStatus.NormalClosure;
    private string _closeText = "";
    private int _end = -1;
    private bool _over;

    public StompVersion Version => _decoder.Version;

    /// <summary>Why it ended; <see cref="SessionEnd.Lost"/> until somebody has decided otherwise.</summary>
    public SessionEnd End => Volatile.Read(ref _end) is >= 0 and var end ? (SessionEnd)end : SessionEnd.Lost;

    private bool IsEnding => Volatile.Read(ref _end) >= 0;

    /// <summary>Returns when the connection is over, however it ends.</summary>
    public async Task RunAsync(IStompHandler handler)
    {
        var tick = Tick(options.ConnectTimeout, options.CloseTimeout, options.SendTimeLimit);
        await using (_watch = time.CreateTimer(_ => Watch(), null, tick, tick))
        {
            var sending = SendAllAsync();
            await ReceiveAllAsync(handler);
            _ = TryEnd(SessionEnd.Lost, WebSocketCloseStatus.NormalClosure, "");
            await sending;
        }

        lock (_aborting)
        {
            _over = true;
        }
    }

    /// <summary>The frame CONNECT was accepted: the version and the heart-beats that were agreed on are in force.</summary>
    public void Established(StompVersion version, TimeSpan send, TimeSpan expect)
    {
        _decoder.Version = version;
        _clock.Established(send, expect);
        var tick = Tick(send, expect, options.CloseTimeout, options.SendTimeLimit);
        _watch?.Change(tick, tick);
    }

    /// <summary>Puts a frame in the client's queue. A client whose queue is full is cut off: it may not make this process grow.</summary>
    public void Send(StompFrame frame) => Send(StompEncoder.Encode(frame, Version));

    /// <summary>Lets the frame that is being handled finish, and no other begin; <see cref="Close"/> must follow.</summary>
    public Task QuietAsync() => _handling.WaitAsync(options.CloseTimeout);

    /// <summary>Sends what is queued, then the close frame.</summary>
    public void Close(SessionEnd end, WebSocketCloseStatus status, string text)
    {
        _ = TryEnd(end, status, text);
        if (end == SessionEnd.Stopping)
        {
            // Taken by QuietAsync, or held by a handler that took too long: what waits for it now sees the end.
            _ = _handling.Release();
        }
    }

    // Answers, then closes with a code for the fault; what still comes is read only to hear the client's close.
    private void Fail(StompProblem problem, string? receipt, SessionEnd? because = null)
    {
        var error = new StompFrame(StompCommands.Error, Headers(problem, receipt), Encoding.UTF8.GetBytes(problem.Message));
        var (end, status) = problem.Fault switch
        {
            StompFault.Malformed => (SessionEnd.Malformed, WebSocketCloseStatus.ProtocolError),
            StompFault.TooLarge => (SessionEnd.TooLarge, WebSocketCloseStatus.MessageTooBig),
            _ => (SessionEnd.Refused, WebSocketCloseStatus.PolicyViolation),
        };
        _ = TryEnd(because ?? end, status, "see the ERROR frame", StompEncoder.Encode(error, Version));
    }

    private void Send(ReadOnlyMemory<byte> bytes)
    {
        if (!_queue.TryAdd(bytes) && !IsEnding)
        {
            Cut(SessionEnd.Slow);
        }
    }

    private async Task ReceiveAllAsync(IStompHandler handler)
    {
        var piece = new byte[PieceBytes];
        try
        {
            while (await socket.ReceiveAsync(piece.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                if (!IsEnding && await TakeAsync(handler, piece.AsMemory(0, received.Count)) is { } problem)
                {
                    Fail(problem.Problem, problem.Receipt);
                }
            }

            _ = TryEnd(SessionEnd.ClosedByClient, WebSocketCloseStatus.NormalClosure, "");
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Broken, aborted, or not WebSocket's framing: the WebSocket has answered that itself.
            _ = TryEnd(SessionEnd.Lost, WebSocketCloseStatus.NormalClosure, "");
        }
    }

    private async ValueTask<(StompProblem Problem, string? Receipt)?> TakeAsync(IStompHandler handler, ReadOnlyMemory<byte> bytes)
    {
        _clock.Received();
        if (!_budget.TryTake())
        {
            return (TooFast(), null);
        }

        _decoder.Append(bytes.Span);
        while (!IsEnding)
        {
            switch (_decoder.Read(out var frame))
            {
                case DecodeStatus.NeedsMore:
                    return null;
                case DecodeStatus.Failed:
                    return (_decoder.Problem!, null);
                default:
                    if (!_budget.TryTake())
                    {
                        return (TooFast(), frame!["receipt"]);
                    }

                    if (await HandleAsync(handler, frame!) is { } problem)
                    {
                        return (problem, frame!["receipt"]);
                    }

                    break;
            }
        }

        return null;
    }

    private async ValueTask<StompProblem?> HandleAsync(IStompHandler handler, StompFrame frame)
    {
        // The client cannot be heard meanwhile, so it does not count as silent.
        _clock.Busy = true;
        await _handling.WaitAsync();
        try
        {
            return IsEnding ? null : await handler.HandleAsync(frame);
        }
        finally
        {
            _ = _handling.Release();
            _clock.Received();
            _clock.Busy = false;
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (await _queue.WaitAsync())
            {
                while (_queue.TryTake(out var frame))
                {
                    _clock.Sending = true;
                    await socket.SendAsync(frame.Value, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                    _clock.Sending = false;
                    _queue.Sent(frame.Value);
                }
            }

            await socket.CloseOutputAsync(_closeStatus, _closeText, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            Cut(SessionEnd.Lost);
        }
    }

    private void Watch()
    {
        switch (_clock.Look(IsEnding))
        {
            case SessionEvent.HeartBeatDue when _queue.IsEmpty:
                Send(StompEncoder.HeartBeat);
                break;
            case SessionEvent.NeverConnected:
                Fail(StompProblem.Refused("CONNECT did not come in time."), null, SessionEnd.Silent);
                break;
            case SessionEvent.Silent:
                Fail(StompProblem.Refused("Heart-beats are missing."), null, SessionEnd.Silent);
                break;
            case SessionEvent.Slow:
                Cut(SessionEnd.Slow);
                break;
            case SessionEvent.CloseTimedOut:
                Abort();
                break;
        }
    }

    private void Cut(SessionEnd end)
    {
        _ = TryEnd(end, WebSocketCloseStatus.PolicyViolation, "");
        Abort();
    }

    // The first decision stands.
    private bool TryEnd(SessionEnd end, WebSocketCloseStatus status, string text, ReadOnlyMemory<byte> lastFrame = default)
    {
        if (Interlocked.CompareExchange(ref _end, (int)end, -1) >= 0)
        {
            return false;
        }

        (_closeStatus, _closeText) = (status, text);
        _clock.Closing();
        if (!lastFrame.IsEmpty && !_queue.TryAdd(lastFrame))
        {
            Abort();
        }

        _queue.Complete();
        return true;
    }

    // Whoever publishes may come to the abort after the end: by then what is below the WebSocket is somebody else's.
    private void Abort()
    {
        lock (_aborting)
        {
            if (!_over)
            {
                socket.Abort();
                abort();
            }
        }
    }

    private StompProblem TooFast() => StompProblem.Refused($"More than {options.FramesPerSecond} frames a second.");

    private static List<KeyValuePair<string, string>> Headers(StompProblem problem, string? receipt)
    {
        List<KeyValuePair<string, string>> headers = [new("message", problem.Message), new("content-type", "text/plain;charset=UTF-8")];
        if (problem.Versions is { } versions)
        {
            headers.Add(new("version", versions));
        }

        if (receipt is not null)
        {
            headers.Add(new("receipt-id", receipt));
        }

        return headers;
    }

    // A quarter of the shortest time that matters, so that each is kept to within that.
    private static TimeSpan Tick(params ReadOnlySpan<TimeSpan> times)
    {
        var shortest = _longestTick * 4;
        foreach (var span in times)
        {
            shortest = span > TimeSpan.Zero && span < shortest ? span : shortest;
        }

        return shortest / 4 < _shortestTick ? _shortestTick : shortest / 4;
    }
}
