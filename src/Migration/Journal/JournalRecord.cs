namespace Migration.Journal;

/// <summary>A journal as read back.</summary>
/// <param name="ValidLength">Bytes up to the end of the last whole line.</param>
internal sealed record JournalRecord(string Path, IReadOnlyList<JournalEntry> Entries, long ValidLength)
{
    public string Run => Entries[0].Run;

    public string Runbook => Entries[0].Runbook;

    /// <summary>Killed, or ended with an undo that failed: something may be left half done.</summary>
    public bool NeedsRecovery => Entries[^1] is not { Kind: JournalKind.RunEnded } last || last.Detail == nameof(Running.RunOutcome.UndoFailed);

    /// <summary>Steps that may have acted and were not undone, in the order in which they began.</summary>
    public IReadOnlyList<string> StepsToUndo()
    {
        var begun = new List<string>();
        foreach (var entry in Entries)
        {
            if (entry is { Kind: JournalKind.StepIntent, Step: { } started })
            {
                begun.Add(started);
            }
            else if (entry is { Kind: JournalKind.UndoDone, Step: { } undone })
            {
                begun.Remove(undone);
            }
        }

        return begun;
    }

    /// <summary>A step of <paramref name="steps"/> had failed, or an undo had begun: there is no way but back.</summary>
    public bool WasUndoing(IReadOnlyCollection<string> steps) =>
        Entries.Any(entry => entry.Kind == JournalKind.UndoIntent || (entry is { Kind: JournalKind.StepFailed, Step: { } step } && steps.Contains(step)));

    public bool IsDone(string step) => Entries.Any(entry => entry.Kind == JournalKind.StepDone && entry.Step == step);

    /// <summary>Everything remembered, the latest value of each key.</summary>
    public Dictionary<string, string> Memory()
    {
        var memory = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries.Where(entry => entry.Memory is not null).SelectMany(entry => entry.Memory!))
        {
            memory[key] = value;
        }

        return memory;
    }
}
