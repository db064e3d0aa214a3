using Migration.Replication;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>
/// After every act exactly one server takes the application's writes, and it is the right one; and the other has executed no transaction
/// of its own that the writer does not have: what it had was carried over before it was demoted, and nothing came after.
/// </summary>
internal static class SplitBrainCheck
{
    public const string Name = "split-brain";

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "after every act one server takes writes, and the other holds no transaction of its own that the writer lacks";
        var wrong = new List<string>();
        var unknown = new List<string>();
        var acts = history.Manifest.Plan.Acts;
        var writersSoFar = new HashSet<string>(StringComparer.Ordinal);
        foreach (var act in acts)
        {
            var after = history.Servers.Where(server => server.Act == act.Name && server.Moment == "after").ToArray();
            if (after.Length < 2 || after.Any(server => server.Error is not null))
            {
                unknown.Add($"{act.Name}: {after.FirstOrDefault(server => server.Error is not null)?.Error ?? $"{after.Length} of 2 servers were asked"}");
                continue;
            }

            var writers = after.Where(server => server.AppCanWrite).ToArray();
            if (writers is not [var writer])
            {
                wrong.Add($"{act.Name}: {writers.Length} servers take the application's writes");
                continue;
            }

            // A replica that never was the writer may hold transactions of its own: the load of the dump, its accounts.
            wrong.AddRange(after.Where(server => writersSoFar.Contains(server.Server) && server != writer).Select(other => Orphans(act, writer, other)).OfType<string>());
            writersSoFar.Add(writer.Server);
        }

        wrong.AddRange(WrongWriters(history));
        return wrong.Count > 0
            ? Finding.Failed(Name, $"{wrong.Count} contradictions", expected, wrong)
            : unknown.Count > 0 || acts.Count == 0
                ? Finding.Inconclusive(Name, $"{acts.Count - unknown.Count} of {acts.Count} acts could be told", expected, unknown)
                : Finding.Passed(Name, $"one writer after each of {acts.Count} acts, no orphaned transaction", expected);
    }

    private static string? Orphans(Act act, ServerSnapshot writer, ServerSnapshot other)
    {
        var own = GtidSet.Parse(other.GtidExecuted).OfServer(other.Uuid);
        var orphans = own.Except(GtidSet.Parse(writer.GtidExecuted));
        return orphans.IsEmpty ? null : $"{act.Name}: {other.Server} executed {orphans.Count} transactions that {writer.Server} lacks: {orphans}";
    }

    // A cutover that succeeded and left the writer where it was moved nothing.
    private static IEnumerable<string> WrongWriters(RehearsalHistory history)
    {
        string? before = null;
        foreach (var act in history.Manifest.Plan.Acts)
        {
            var now = history.Servers.Where(server => server.Act == act.Name && server.Moment == "after" && server.AppCanWrite).Select(server => server.Server).ToArray();
            if (now is not [var writer])
            {
                before = null;
                continue;
            }

            var succeeded = history.Timeline.Any(line => line.Kind == TimelineKind.Act && line.Act == act.Name && line.State == TimelineState.Succeeded);
            var moves = Switch.Moves(act);
            if (before is not null && succeeded && moves == (writer == before))
            {
                yield return moves ? $"{act.Name} succeeded, yet {writer} still takes the writes" : $"{act.Name} moved the writes to {writer}, which it must not";
            }

            before = writer;
        }
    }
}
