namespace Migration.Journal;

/// <summary>Append-only record of one run.</summary>
internal interface IJournal : IDisposable
{
    /// <summary>Appends one line. When <paramref name="durable"/>, it and all lines before it are on disk on return; otherwise they survive
    /// the death of this process, not that of the machine.</summary>
    void Append(JournalKind kind, string? step, string detail, bool durable, IReadOnlyDictionary<string, string>? memory = null, IReadOnlyDictionary<string, object?>? facts = null);
}
