using LoadTests.Scenarios;
using Rehearsal.CommandLine;

namespace Rehearsal.Plans;

/// <summary>The acts of each phase. data-integrity runs in all that have load, so that the ledger goes through the whole migration.</summary>
internal sealed class ActBuilder(Profile profile)
{
    // The scenarios call their first 20 or 30 % the baseline (the full rollback its first 13 and 20 %); a little later is safely past it.
    private const double BaselineShare = 0.3;
    private const double BaselineShareOfWayBack = 0.22;

    // The probe adds a hundred meetings a second. Left to run through the operators' durations it would make a table that the searches of the other loads,
    // full scans as the real ones are, cannot be answered from: 4.5 s each after 150,000. It is there for the switch, so it is there around it.
    private static readonly TimeSpan ProbeLead = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ProbeDuration = TimeSpan.FromSeconds(60);

    // The database comes last, after the name (the record's time to live is waited out twice), the upstream and the services.
    private static readonly TimeSpan ProbeDurationOfWayBack = TimeSpan.FromMinutes(4);

    /// <param name="beforehand">Brought about as well, without users: what comes before the phases to be played, and is none of them.</param>
    public static Act Provision(IReadOnlyList<Phase> beforehand) => WithoutUsers(
        "provision",
        ["copy the data", "start replication", .. beforehand.Select(phase => Forward(phase).Deed)],
        [
            RunbookName.CheckSource, RunbookName.DumpAndLoad, RunbookName.SetUpReplication, RunbookName.WatchReplication, RunbookName.VerifyData,
            .. beforehand.SelectMany(phase => Forward(phase).Runbooks),
        ]);

    public static Act BringAbout(IReadOnlyList<Phase> phases, Phase next) =>
        WithoutUsers($"before-{PhaseNames.Of(next)}", phases.Select(phase => Forward(phase).Deed), [.. phases.SelectMany(phase => Forward(phase).Runbooks)]);

    public static Act TakeAsItStands() => WithoutUsers("provision", ["take the lab as it stands"], [RunbookName.Checksum]);

    public IEnumerable<Act> Of(Phase phase) => phase switch
    {
        Phase.Db => Database(),
        Phase.Deploy => Deploy(),
        Phase.Nginx => Nginx(),
        Phase.Dns => Dns(),
        Phase.RollbackAll => WayBack(),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "no acts are planned for this phase"),
    };

    private IEnumerable<Act> Database() =>
    [
        CutOver(1),
        Compare(1),
        Moving(
            "rollback-1", "roll back to the source", ActKind.RollBack, quickSeconds: 20,
            ["rollback-db", "data-integrity", RehearsalPlan.WriteProbe], RunbookName.RollBack),
        Compare(2),
        CutOver(2),
        Compare(3),
    ];

    private IEnumerable<Act> Deploy() => ForwardBackForward(
        number => Moving(
            $"deploy-{number}", $"deploy the new version, {Ordinal(number)} time", ActKind.MoveTraffic, quickSeconds: 20,
            ["service-deploy", "connpool", "data-integrity"], RunbookName.DeployServices),
        Moving(
            "deploy-back", "bring the old version back", ActKind.MoveTrafficBack, quickSeconds: 20,
            ["rollback-service", "data-integrity"], RunbookName.RollBackServices));

    private IEnumerable<Act> Nginx() => ForwardBackForward(
        number => Moving(
            $"nginx-{number}", $"switch the old edge's upstream, {Ordinal(number)} time", ActKind.MoveTraffic, quickSeconds: 15,
            ["nginx-switch", "websocket", "data-integrity"], RunbookName.SwitchNginx),
        Moving(
            "nginx-back", "switch the upstream back", ActKind.MoveTrafficBack, quickSeconds: 15,
            ["rollback-nginx", "websocket", "data-integrity"], RunbookName.RollBackNginx));

    private IEnumerable<Act> Dns() => ForwardBackForward(
        number => Moving(
            $"dns-{number}", $"move the name to the new edge, {Ordinal(number)} time", ActKind.MoveTraffic, quickSeconds: 24,
            ["dns-switch", "full-journey", "data-integrity"], RunbookName.SwitchDns),
        Moving(
            "dns-back", "move the name back", ActKind.MoveTrafficBack, quickSeconds: 20,
            ["dns-switch", "data-integrity"], RunbookName.RollBackDns));

    /// <summary>From the completed migration: edge, then services, then database.</summary>
    private IEnumerable<Act> WayBack() =>
    [
        Moving(
            "rollback-all", "everything back to where it began", ActKind.RollBackAll, quickSeconds: 45,
            ["rollback-full", "data-integrity", RehearsalPlan.WriteProbe], RunbookName.RollBackAll),
        Compare(4),
    ];

    private static (string Deed, string[] Runbooks) Forward(Phase phase) => phase switch
    {
        Phase.Db => ("cut over", [RunbookName.CutOver, RunbookName.SetUpReverseReplication]),
        Phase.Deploy => ("deploy the new version", [RunbookName.DeployServices]),
        Phase.Nginx => ("switch the upstream", [RunbookName.SwitchNginx]),
        Phase.Dns => ("move the name", [RunbookName.SwitchDns]),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "no phase of the migration"),
    };

    private static Act WithoutUsers(string name, IEnumerable<string> deeds, string[] runbooks) =>
        new(name, string.Join(", ", deeds), ActKind.Provision, [], TimeSpan.Zero, runbooks);

    private static IEnumerable<Act> ForwardBackForward(Func<int, Act> forward, Act back) => [forward(1), back, forward(2)];

    private Act CutOver(int number) => Moving(
        $"cutover-{number}", $"cut over to the target, {Ordinal(number)} time", ActKind.CutOver, quickSeconds: 20,
        ["db-cutover", "data-integrity", "connpool", RehearsalPlan.WriteProbe],
        RunbookName.CutOver, RunbookName.SetUpReverseReplication);

    private static Act Compare(int number) =>
        new($"checksum-{number}", "compare every row of both servers", ActKind.Compare, [], TimeSpan.Zero, [RunbookName.Checksum]);

    // The operators' loads of an act last equally long, in the full profile as long as the longest of them: each then sees the switch between its baseline and its end.
    private Act Moving(string name, string title, ActKind kind, int quickSeconds, string[] scenarios, params string[] runbooks)
    {
        var duration = profile switch
        {
            Profile.Quick => TimeSpan.FromSeconds(quickSeconds),
            Profile.Standard => TimeSpan.FromSeconds(quickSeconds * 4),
            _ => scenarios.Max(scenario => ScenarioCatalog.New(scenario)!.Plan.Duration),
        };
        var baseline = duration * (kind == ActKind.RollBackAll ? BaselineShareOfWayBack : BaselineShare);
        return new Act(name, title, kind, [.. scenarios.Select(Plan)], baseline, runbooks);

        PlannedLoad Plan(string scenario) => scenario == RehearsalPlan.WriteProbe ? Probe(kind, duration, baseline) : new(scenario, duration);
    }

    private static PlannedLoad Probe(ActKind kind, TimeSpan act, TimeSpan baseline)
    {
        var startAfter = baseline - Shorter(baseline, ProbeLead);
        return new(RehearsalPlan.WriteProbe, Shorter(act - startAfter, kind == ActKind.RollBackAll ? ProbeDurationOfWayBack : ProbeDuration), startAfter);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string Ordinal(int number) => number switch { 1 => "first", 2 => "second", _ => $"{number}th" };
}
