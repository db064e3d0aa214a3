namespace Migration.Running;

/// <summary>Answer of a precondition, an action, a proof or an undo. An expected "no" is a value; exceptions are for lost infrastructure.</summary>
internal sealed record Finding
{
    private Finding(GuardVerdict verdict, string detail, string? wayOut, bool isFinal)
    {
        Verdict = verdict;
        Detail = detail;
        WayOut = wayOut;
        IsFinal = isFinal;
    }

    public GuardVerdict Verdict { get; }

    public string Detail { get; }

    public string? WayOut { get; }

    /// <summary>Asking again cannot change it (an undo is not tried again).</summary>
    public bool IsFinal { get; }

    public bool Holds => Verdict != GuardVerdict.Fails;

    public string Sentence => WayOut is null ? Detail : $"{Detail} — {WayOut}";

    public static Finding Ok(string detail = "") => new(GuardVerdict.Holds, detail, null, isFinal: false);

    public static Finding Not(string detail, string? wayOut = null) => new(GuardVerdict.Fails, detail, wayOut, isFinal: false);

    public static Finding Never(string detail, string? wayOut = null) => new(GuardVerdict.Fails, detail, wayOut, isFinal: true);

    public static Finding Unseen(string detail, string? wayOut = null) => new(GuardVerdict.CannotBeSeen, detail, wayOut, isFinal: false);
}
