namespace LoadTests.Scenarios.Chat;

/// <summary>
/// A subscriber on one connection. It counts from the server's receipt for the subscription; simple brokers give none, so also
/// from the first message that arrives through it, or from <see cref="MessageBook.Settle"/> after it was asked for, whichever
/// comes first. It lasts to the last sign of life.
/// Times in Unix microseconds.
/// </summary>
internal sealed class Presence
{
    private readonly long asked;

    /// <param name="asked">When the subscription was asked for.</param>
    public Presence(int subscriber, long asked)
    {
        this.asked = asked;
        Subscriber = subscriber;
        From = asked + MessageBook.Settle;
        LastLife = asked;
    }

    public int Subscriber { get; }
    public long From { get; private set; }

    /// <summary>Last time that anything arrived.</summary>
    public long LastLife { get; private set; }

    /// <summary>Ended by the client's own plan.</summary>
    public bool Planned { get; set; }

    public void Heard(long at)
    {
        From = Math.Min(From, at);
        Lived(at);
    }

    public void Lived(long at) => LastLife = Math.Max(LastLife, at);

    public bool Covers(long from, long to) => From <= from && LastLife >= to;

    /// <summary>Whether it may have been there at some moment between.</summary>
    public bool Touches(long from, long to) => asked <= to && LastLife >= from;
}
