using LoadTests.History;
using LoadTests.Ledger;
using LoadTests.Traffic;

namespace LoadTests.Tests;

/// <summary>Keeps nothing.</summary>
internal sealed class Nowhere : ISampleSink, ILedgerSink
{
    public void Add(Sample sample)
    {
    }

    public void Add(LedgerEvent entry)
    {
    }
}
