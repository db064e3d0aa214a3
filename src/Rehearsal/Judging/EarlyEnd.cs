using Rehearsal.History;

namespace Rehearsal.Judging;

/// <summary>What ended a rehearsal before everything planned was played.</summary>
internal static class EarlyEnd
{
    /// <summary>The act and the reason it gave; null when every planned act was played to its end.</summary>
    public static string? Of(RehearsalHistory history)
    {
        var acts = history.Timeline.Where(line => line.Kind == TimelineKind.Act).ToArray();
        if (history.Manifest.Interrupted)
        {
            return acts.LastOrDefault(line => line.State == TimelineState.Started) is { } under ? $"{under.Act}: interrupted by hand" : "interrupted by hand";
        }

        if (acts.FirstOrDefault(line => line.State is not (TimelineState.Started or TimelineState.Succeeded)) is { } failed)
        {
            return $"{failed.Act}: {failed.Detail ?? failed.State.ToString()}";
        }

        var ended = acts.Where(line => line.State == TimelineState.Succeeded).Select(line => line.Act).ToHashSet(StringComparer.Ordinal);
        return history.Manifest.Plan.Acts.FirstOrDefault(act => !ended.Contains(act.Name)) is { } open
            ? $"{open.Name}: the recording ends {(acts.Any(line => line.Act == open.Name) ? "in the middle of it" : "before it")}; the rehearsal itself was ended"
            : null;
    }
}
