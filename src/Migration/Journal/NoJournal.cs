namespace Migration.Journal;

/// <summary>For runs that change nothing.</summary>
internal sealed class NoJournal : IJournal
{
    public void Append(JournalKind kind, string? step, string detail, bool durable, IReadOnlyDictionary<string, string>? memory = null, IReadOnlyDictionary<string, object?>? facts = null)
    {
    }

    public void Dispose()
    {
    }
}
