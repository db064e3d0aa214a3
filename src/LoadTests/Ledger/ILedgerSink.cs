using LoadTests.History;

namespace LoadTests.Ledger;

internal interface ILedgerSink
{
    void Add(LedgerEvent entry);
}
