using System.Diagnostics;

namespace Migration.Running;

/// <summary>
/// A run as a trace of the source "Migration": the runbook is the root, each step (and each undo) a child with its facts as tags. Guards and parts
/// that are skipped are events of the root, what a step reports on its way are events of the step. What was traced around it, a rehearsal's act, is
/// a link. Costs nothing while nobody listens. The calls of one run come one after the other.
/// </summary>
internal sealed class RunTrace
{
    public const string SourceName = "Migration";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Activity? _root;
    private Activity? _step;

    private RunTrace(Activity? root) => _root = root;

    public static RunTrace Start(string runbook, string runId, RunTrace? within)
    {
        var around = Activity.Current;
        // A runbook is a trace of its own, whatever else the process is tracing.
        Activity.Current = within?._root;
        ActivityLink[]? links = around is null || within is not null ? null : [new ActivityLink(around.Context)];
        var root = Source.StartActivity(ActivityKind.Internal, parentContext: default, tags: null, links, name: runbook);
        root?.SetTag("migration.run", runId);
        Activity.Current = around;
        return new RunTrace(root);
    }

    public void Guard(GuardResult guard) => _root?.AddEvent(new ActivityEvent(
        guard.Name,
        tags: new ActivityTagsCollection { ["verdict"] = guard.Verdict.ToString(), ["detail"] = guard.Detail, ["way_out"] = guard.WayOut }));

    /// <summary>Something worth a mark: on the step at work, else on the runbook.</summary>
    public void Note(string what, string detail, IReadOnlyDictionary<string, object?>? facts = null)
    {
        if ((_step ?? _root) is not { } activity)
        {
            return;
        }

        var tags = new ActivityTagsCollection { ["detail"] = detail };
        foreach (var (name, value) in facts ?? NoFacts.Instance)
        {
            tags[name] = Value(value);
        }

        activity.AddEvent(new ActivityEvent(what, tags: tags));
    }

    /// <summary>What the step asks over HTTP becomes its child.</summary>
    public void Begin(string step) => _step = _root is null ? null : Source.StartActivity(step, ActivityKind.Internal, _root.Context);

    public void End(string detail, bool failed, IReadOnlyDictionary<string, object?> facts)
    {
        if (_step is not { } step)
        {
            return;
        }

        _step = null;
        Close(step, detail, failed, facts);
        step.Stop();
    }

    public void EndRun(RunOutcome outcome, string? reason, IReadOnlyDictionary<string, object?> facts)
    {
        if (_root is null)
        {
            return;
        }

        _root.SetTag("migration.outcome", outcome.ToString());
        Close(_root, reason ?? "", outcome is not (RunOutcome.Succeeded or RunOutcome.Planned), facts);
        // Stopping makes current what was so at its start; the caller keeps its own.
        var around = Activity.Current;
        _root.Stop();
        Activity.Current = around;
    }

    private static void Close(Activity activity, string detail, bool failed, IReadOnlyDictionary<string, object?> facts)
    {
        foreach (var (name, value) in facts)
        {
            activity.SetTag(name, Value(value));
        }

        if (failed)
        {
            activity.SetStatus(ActivityStatusCode.Error, detail);
        }
        else
        {
            activity.SetTag("detail", detail);
            activity.SetStatus(ActivityStatusCode.Ok);
        }
    }

    // Exporters know arrays, and print the type of any other collection.
    private static object? Value(object? fact) => fact is IEnumerable<string> several ? several.ToArray() : fact;
}
