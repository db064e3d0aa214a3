namespace LoadTests.Traffic;

/// <summary>
/// When a virtual user should send, had nothing held it up (coordinated omission).
/// <para>
/// A user reckons with an answer within <see cref="ExpectedAnswer"/> and then thinks. If an answer takes longer, the next
/// request was due that much earlier than it can be sent; the sends that would have fitted into the lost time are counted
/// as missed. The user does not hurry afterwards: it is a closed model, and a person does not, either.
/// </para>
/// </summary>
internal sealed class SendSchedule
{
    /// <summary>Microseconds. The operators' goal for a read's p95; below it, waiting for the answer is part of the loop.</summary>
    public const long ExpectedAnswer = 500_000;

    private long due;
    private long late;

    public SendSchedule(long now) => due = now;

    /// <summary>The intended time of the next send, never after <paramref name="now"/>.</summary>
    public long Due(long now) => Math.Min(due, now);

    public void Answered(long started, long ended)
    {
        late = Math.Max(0, ended - started - ExpectedAnswer);
        due = ended - late;
    }

    /// <summary>The user thinks before the next send.</summary>
    /// <param name="think">Microseconds.</param>
    /// <returns>How many sends the lost time would have had room for.</returns>
    public long Thinks(long think)
    {
        due += think;
        var missed = think > 0 ? late / (think + ExpectedAnswer) : 0;
        late = 0;
        return missed;
    }

    /// <summary>Sets the time of the next send outright; for users who share one pace.</summary>
    public void DueAt(long at)
    {
        due = at;
        late = 0;
    }
}
