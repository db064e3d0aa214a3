using LoadTests.History;
using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>Lost = acknowledged and absent. Looked for on both servers after the last act, and by each load after its own.</summary>
internal static class LossCheck
{
    public const string Name = "loss";

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "every acknowledged write is on both servers";
        var book = WriteBook.Of(history);
        var lost = book.With(WriteVerdict.Lost)
            .Concat(history.Loads.SelectMany(load => load.Ledger.OfType<WriteSettled>()
                .Where(settled => settled.Verdict == WriteVerdict.Lost)
                .Select(settled => $"{settled.Key} at the end of {load.Act}")))
            .ToArray();
        if (lost.Length > 0)
        {
            return Finding.Failed(Name, $"{lost.Length} lost of {book.Acknowledged:N0} acknowledged", expected, lost.Take(Evidence.Most));
        }

        var doubts = book.Doubts();
        var result = book.ByServer.Values.FirstOrDefault();
        return doubts.Count > 0
            ? Finding.Inconclusive(Name, $"0 lost of {book.Acknowledged:N0} acknowledged on {book.ByServer.Count} of 2 servers", expected, doubts)
            : Finding.Passed(
                Name,
                $"0 lost of {book.Acknowledged:N0} acknowledged ({result!.Recovered} unanswered ones found, {result.NeverApplied} never applied)",
                expected);
    }
}
