using LoadTests.History;

namespace LoadTests.Checks;

/// <summary>Every write of a ledger, settled against the rows that a database holds.</summary>
public static class Settlement
{
    /// <summary>
    /// One verdict per key that was sent. A key without an answer is unknown; a second answer for a key is an error of the ledger.
    /// </summary>
    /// <param name="rowsByKey">How many rows carry the key; an absent key has none. Keys the ledger does not know are reported, not ignored.</param>
    /// <param name="at">Unix microseconds, the time written into the verdicts.</param>
    public static SettlementResult Settle(IEnumerable<LedgerEvent> ledger, IReadOnlyDictionary<string, int> rowsByKey, long at)
    {
        var answers = new Dictionary<string, WriteOutcome>(StringComparer.Ordinal);
        var order = new List<string>();
        var problems = new List<string>();
        foreach (var entry in ledger)
        {
            switch (entry)
            {
                case WriteSent when !answers.TryAdd(entry.Key, WriteOutcome.Unknown):
                    problems.Add($"{entry.Key} was sent twice");
                    break;
                case WriteSent:
                    order.Add(entry.Key);
                    break;
                case WriteAnswered answered when !answers.ContainsKey(answered.Key):
                    problems.Add($"{answered.Key} was answered but never sent");
                    break;
                case WriteAnswered answered:
                    answers[answered.Key] = answered.Outcome;
                    break;
            }
        }

        var verdicts = order
            .Select(key => new WriteSettled(key, at, VerdictFor(answers[key], rowsByKey.GetValueOrDefault(key))))
            .ToList();
        var unexpected = rowsByKey.Where(row => row.Value > 0 && !answers.ContainsKey(row.Key)).Select(row => row.Key).Order(StringComparer.Ordinal).ToList();
        return new SettlementResult(verdicts, unexpected, problems);
    }

    public static WriteVerdict VerdictFor(WriteOutcome answer, int rows) => (answer, rows) switch
    {
        (_, > 1) => WriteVerdict.Duplicated,
        (WriteOutcome.Ok, 1) => WriteVerdict.Present,
        (WriteOutcome.Ok, _) => WriteVerdict.Lost,
        (WriteOutcome.Unknown, 1) => WriteVerdict.Recovered,
        (WriteOutcome.Unknown, _) => WriteVerdict.NeverApplied,
        (WriteOutcome.Refused, 1) => WriteVerdict.RefusedButPresent,
        _ => WriteVerdict.Refused,
    };
}
