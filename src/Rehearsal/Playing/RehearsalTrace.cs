using System.Diagnostics;
using Migration.Running;
using Rehearsal.Plans;
using Telemetry;

namespace Rehearsal.Playing;

/// <summary>
/// The rehearsal as one trace of the source "Rehearsal", an act a span. A runbook is a trace of its own, which links to its act. Faults are events
/// of what they hit: the runbook's step, else the act. Costs nothing while nobody listens.
/// </summary>
internal static class RehearsalTrace
{
    private const string SourceName = "Rehearsal";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Null when no collector is named.</summary>
    public static ProgramTelemetry? Export(Func<string, string?> environment, string runId) => ProgramTelemetry.Start(environment, new ProgramSignals
    {
        Service = "doktori-rehearsal",
        Instance = runId,
        Attributes = new Dictionary<string, object> { ["run"] = runId },
        Sources = [SourceName, RunTrace.SourceName],
        HttpCalls = true,
        Meters = ["System.Runtime"],
    });

    public static Activity? Begin(RehearsalPlan plan, RunIdentity identity) => Source.StartActivity("rehearsal")
        ?.SetTag("rehearsal.run", identity.RunId)
        .SetTag("rehearsal.seed", identity.Seed)
        .SetTag("rehearsal.acts", plan.Acts.Select(act => act.Name).ToArray());

    public static Activity? Begin(Act act) => Source.StartActivity(act.Name)
        ?.SetTag("act.kind", act.Kind.ToString())
        .SetTag("act.loads", act.Loads.Select(load => load.Scenario).ToArray())
        .SetTag("act.runbooks", act.Runbooks.ToArray());

    public static void End(this Activity? act, string? failure)
    {
        if (failure is null)
        {
            act?.SetStatus(ActivityStatusCode.Ok);
        }
        else
        {
            act?.SetStatus(ActivityStatusCode.Error, failure);
        }
    }

    public static void Fault(string fault, string what) =>
        Activity.Current?.AddEvent(new ActivityEvent($"fault {fault}", tags: new ActivityTagsCollection { ["detail"] = what }));
}
