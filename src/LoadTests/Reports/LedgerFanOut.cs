using LoadTests.History;
using LoadTests.Ledger;

namespace LoadTests.Reports;

internal sealed class LedgerFanOut(params IReadOnlyList<ILedgerSink> sinks) : ILedgerSink
{
    public void Add(LedgerEvent entry)
    {
        foreach (var sink in sinks)
        {
            sink.Add(entry);
        }
    }
}
