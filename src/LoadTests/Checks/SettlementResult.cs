using LoadTests.History;

namespace LoadTests.Checks;

/// <summary>A settled ledger.</summary>
/// <param name="Verdicts">One per key, in the order they were sent.</param>
/// <param name="UnexpectedKeys">Rows that carry a key the ledger never sent.</param>
/// <param name="LedgerProblems">Contradictions within the ledger itself; with any of them the settlement is not trustworthy.</param>
public sealed record SettlementResult(
    IReadOnlyList<WriteSettled> Verdicts,
    IReadOnlyList<string> UnexpectedKeys,
    IReadOnlyList<string> LedgerProblems)
{
    public int Lost => Count(WriteVerdict.Lost);
    public int Duplicated => Count(WriteVerdict.Duplicated);
    public int Recovered => Count(WriteVerdict.Recovered);
    public int NeverApplied => Count(WriteVerdict.NeverApplied);
    public int Present => Count(WriteVerdict.Present);
    public int RefusedButPresent => Count(WriteVerdict.RefusedButPresent);

    private int Count(WriteVerdict verdict) => Verdicts.Count(settled => settled.Verdict == verdict);
}
