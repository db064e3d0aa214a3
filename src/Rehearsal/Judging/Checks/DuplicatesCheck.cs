using LoadTests.History;
using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>
/// Duplicated = sent once and present twice. A write answered with an error and yet present once is no duplicate, it is a commit
/// whose acknowledgement got lost behind the application; the finding names those, because a user may have tried again.
/// </summary>
internal static class DuplicatesCheck
{
    public const string Name = "duplicates";

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "no write is present twice, no row carries a key that was never sent";
        var book = WriteBook.Of(history);
        var wrong = book.With(WriteVerdict.Duplicated).Select(key => $"twice: {key}")
            .Concat(book.ByServer.SelectMany(server => server.Value.UnexpectedKeys.Select(key => $"never sent: {key} on {server.Key}")))
            .ToArray();
        if (wrong.Length > 0)
        {
            return Finding.Failed(Name, $"{wrong.Length} rows too many", expected, wrong.Take(Evidence.Most));
        }

        var doubts = book.Doubts();
        return doubts.Count > 0
            ? Finding.Inconclusive(Name, $"{book.Sent:N0} writes sent", expected, doubts)
            : Finding.Passed(
                Name,
                $"0 of {book.Sent:N0} writes sent",
                expected,
                book.With(WriteVerdict.RefusedButPresent).Take(Evidence.Most).Select(key => $"answered with an error and yet present: {key}"));
    }
}
