using System.Text.Json;
using LoadTests.History;
using LoadTests.Ledger;

namespace LoadTests.Reports;

/// <summary><c>--ledger</c>: one line per event of a write.</summary>
internal sealed class LedgerFile(string path) : ILedgerSink, IAsyncDisposable
{
    private readonly LineFile<LedgerEvent> file = LineFile<LedgerEvent>.Open(path, (stream, entry) => JsonSerializer.Serialize(stream, entry, HistoryJson.LedgerEvent));

    public string? Failure => file.Failure;

    public void Add(LedgerEvent entry) => file.Add(entry);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
