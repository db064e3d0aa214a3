using LoadTests.Checks;
using LoadTests.History;
using Rehearsal.History;

namespace Rehearsal.Judging;

/// <summary>
/// All ledgers of a rehearsal settled against the rows that each server held after the last act. It does not rest on
/// what the load processes said of themselves: they settle at the end of their own act, this at the end of all of them.
/// </summary>
internal sealed record WriteBook(long Sent, long Acknowledged, IReadOnlyDictionary<string, SettlementResult> ByServer)
{
    public static WriteBook Of(RehearsalHistory history)
    {
        var ledger = history.Loads.SelectMany(load => load.Ledger).ToArray();
        return new WriteBook(
            ledger.OfType<WriteSent>().LongCount(),
            ledger.OfType<WriteAnswered>().LongCount(answer => answer.Outcome == WriteOutcome.Ok),
            history.Rows.GroupBy(row => row.Server, StringComparer.Ordinal).ToDictionary(
                server => server.Key,
                server => Settlement.Settle(ledger, server.ToDictionary(row => row.Key, row => row.Copies, StringComparer.Ordinal), at: 0),
                StringComparer.Ordinal));
    }

    /// <summary>What keeps the settlement from proving anything; empty when it can be trusted.</summary>
    public IReadOnlyList<string> Doubts() =>
    [
        .. ByServer.Count < 2 ? [$"the rows of {ByServer.Count} of 2 servers were recorded after the last act"] : Array.Empty<string>(),
        .. Acknowledged < Bars.MinAcknowledgedWrites ? [$"only {Acknowledged} writes were acknowledged, {Bars.MinAcknowledgedWrites} are needed"] : Array.Empty<string>(),
        .. ByServer.Values.SelectMany(result => result.LedgerProblems).Distinct(StringComparer.Ordinal).Select(problem => $"the ledger contradicts itself: {problem}"),
    ];

    /// <summary>Keys with <paramref name="verdict"/>, each with the server that says so.</summary>
    public IReadOnlyList<string> With(WriteVerdict verdict) =>
        [.. ByServer.SelectMany(server => server.Value.Verdicts.Where(settled => settled.Verdict == verdict).Select(settled => $"{settled.Key} on {server.Key}"))];
}
