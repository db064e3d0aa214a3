namespace Migration.Journal;

/// <summary>One line of a journal.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps: a missing line is noticed.</param>
/// <param name="Memory">What later undo needs to know, as known when the line was written.</param>
internal sealed record JournalEntry(
    int Sequence,
    DateTimeOffset At,
    string Run,
    string Runbook,
    JournalKind Kind,
    string? Step,
    string Detail,
    IReadOnlyDictionary<string, string>? Memory,
    IReadOnlyDictionary<string, object?>? Facts);
