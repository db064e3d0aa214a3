using Rehearsal.CommandLine;
using Rehearsal.Plans;

namespace Rehearsal.Tests.Plans;

public sealed class RehearsalPlanTests
{
    [Fact]
    public void DatabasePhase_GoesForwardBackAndForwardAgain_WithAComparisonAfterEach()
    {
        var plan = RehearsalPlan.For(Profile.Quick, [Phase.Db]);

        Assert.Equal(
            [ActKind.Provision, ActKind.CutOver, ActKind.Compare, ActKind.RollBack, ActKind.Compare, ActKind.CutOver, ActKind.Compare],
            plan.Acts.Select(act => act.Kind));
    }

    [Theory]
    [InlineData(Phase.Deploy, RunbookName.DeployServices, RunbookName.RollBackServices)]
    [InlineData(Phase.Nginx, RunbookName.SwitchNginx, RunbookName.RollBackNginx)]
    [InlineData(Phase.Dns, RunbookName.SwitchDns, RunbookName.RollBackDns)]
    public void EveryOtherPhase_GoesForwardBackAndForwardAgain(Phase phase, string forward, string back)
    {
        var plan = RehearsalPlan.For(Profile.Quick, [phase]);

        Assert.Equal([forward, back, forward], plan.Acts.Skip(1).SelectMany(act => act.Runbooks));
        Assert.Equal(ActKind.Provision, plan.Acts[0].Kind);
    }

    [Theory]
    [InlineData(true, Phase.Nginx)]
    [InlineData(false, Phase.Deploy, Phase.Nginx)]
    [InlineData(false, Phase.Dns)]
    public void TheNewVersion_IsDeployedBeforehand_WhenTheUpstreamIsSwitchedFromIt(bool beforehand, params Phase[] phases) =>
        Assert.Equal(beforehand, RehearsalPlan.For(Profile.Quick, phases).Acts[0].Runbooks.Contains(RunbookName.DeployServices));

    [Fact]
    public void AllPhases_EndWithTheWayBack_AndTheLedgerGoesThroughAllOfThem()
    {
        var plan = RehearsalPlan.For(Profile.Quick, Enum.GetValues<Phase>());

        Assert.Equal([ActKind.RollBackAll, ActKind.Compare], plan.Acts.TakeLast(2).Select(act => act.Kind));
        Assert.All(plan.Acts.Where(act => act.Loads.Count > 0), act => Assert.Contains(act.Loads, load => load.Scenario == "data-integrity"));
    }

    [Fact]
    public void QuickProfile_PlaysTheWholeMigrationInSixMinutes() =>
        Assert.InRange(RehearsalPlan.For(Profile.Quick, Enum.GetValues<Phase>()).Acts.Aggregate(TimeSpan.Zero, (sum, act) => sum + act.Expected), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));

    [Theory]
    [InlineData(Profile.Quick)]
    [InlineData(Profile.Standard)]
    [InlineData(Profile.Full)]
    public void TheOperatorsLoadsOfAnAct_AllSeeTheSwitch_FromTheirBaselineOn(Profile profile) =>
        Assert.All(
            RehearsalPlan.For(profile, Enum.GetValues<Phase>()).Acts.Where(act => act.Loads.Count > 0),
            act => Assert.All(act.Loads.Where(load => load.Scenario != RehearsalPlan.WriteProbe), load => Assert.InRange(act.Baseline / load.Duration, 0.2, 0.3)));

    [Theory]
    [InlineData(Profile.Quick, "cutover-1", 0, 20)]
    [InlineData(Profile.Standard, "cutover-1", 4, 60)]
    [InlineData(Profile.Standard, "rollback-all", 19.6, 160.4)]
    [InlineData(Profile.Full, "cutover-1", 250, 60)]
    [InlineData(Profile.Full, "rollback-1", 250, 60)]
    [InlineData(Profile.Full, "rollback-all", 178, 240)]
    public void TheProbe_WhichFillsTheTable_RunsAroundTheSwitchOnly(Profile profile, string act, double startAfter, double seconds)
    {
        var probe = RehearsalPlan.For(profile, Enum.GetValues<Phase>()).Acts.Single(candidate => candidate.Name == act).Loads.Single(load => load.Scenario == RehearsalPlan.WriteProbe);

        Assert.Equal((startAfter, seconds), (probe.StartAfter.TotalSeconds, probe.Duration.TotalSeconds));
    }

    [Theory]
    [InlineData(Profile.Quick)]
    [InlineData(Profile.Standard)]
    [InlineData(Profile.Full)]
    public void EveryProfile_PlaysTheSameScenarios(Profile profile)
    {
        var plan = RehearsalPlan.For(profile, [Phase.Db]);

        Assert.Equal(["connpool", "data-integrity", "db-cutover", "write-probe"], plan.Acts.Single(act => act.Name == "cutover-1").Loads.Select(load => load.Scenario).Order());
        Assert.Equal(["data-integrity", "rollback-db", "write-probe"], plan.Acts.Single(act => act.Name == "rollback-1").Loads.Select(load => load.Scenario).Order());
    }

    [Theory]
    [InlineData("cutover-1", 15)] // data-integrity; db-cutover's own are 10
    [InlineData("nginx-back", 15)] // rollback-nginx's own are 5
    [InlineData("dns-1", 30)]
    public void FullProfile_LastsAsLongAsTheOperatorsLongestLoad(string act, int minutes) =>
        Assert.All(
            RehearsalPlan.For(Profile.Full, Enum.GetValues<Phase>()).Acts.Single(candidate => candidate.Name == act).Loads.Where(load => load.Scenario != RehearsalPlan.WriteProbe),
            load => Assert.Equal(TimeSpan.FromMinutes(minutes), load.Duration));

    [Fact]
    public void Names_AreUnique_BecauseFilesAreNamedByThem()
    {
        var names = RehearsalPlan.For(Profile.Quick, Enum.GetValues<Phase>()).Acts.Select(act => act.Name).ToArray();

        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void TheWayBack_ByItself_StartsFromTheCompletedMigration()
    {
        var acts = RehearsalPlan.For(Profile.Quick, [Phase.RollbackAll]).Acts;

        Assert.Equal([ActKind.Provision, ActKind.RollBackAll, ActKind.Compare], acts.Select(act => act.Kind));
        Assert.Equal(
            [RunbookName.CutOver, RunbookName.SetUpReverseReplication, RunbookName.DeployServices, RunbookName.SwitchNginx, RunbookName.SwitchDns],
            acts[0].Runbooks.SkipWhile(runbook => runbook != RunbookName.CutOver));
    }

    [Theory]
    [InlineData("before-rollback-all:deploy,nginx,dns", Phase.Db, Phase.RollbackAll)]
    [InlineData("provision:db,deploy before-rollback-all:dns", Phase.Nginx, Phase.RollbackAll)]
    [InlineData("provision:db before-dns:nginx", Phase.Deploy, Phase.Dns, Phase.RollbackAll)]
    [InlineData("before-nginx:deploy", Phase.Db, Phase.Nginx)]
    public void WhatAPhaseStandsOn_IsBroughtAboutBeforeIt_WithoutUsers(string expected, params Phase[] phases)
    {
        var forward = new Dictionary<string, string>
        {
            [RunbookName.CutOver] = "db", [RunbookName.DeployServices] = "deploy", [RunbookName.SwitchNginx] = "nginx", [RunbookName.SwitchDns] = "dns",
        };
        var acts = RehearsalPlan.For(Profile.Quick, phases).Acts.Where(act => act.Kind == ActKind.Provision).ToArray();

        Assert.All(acts, act => Assert.Empty(act.Loads));
        Assert.Equal(
            expected,
            string.Join(' ', acts.Select(act => $"{act.Name}:{string.Join(',', act.Runbooks.Where(forward.ContainsKey).Select(runbook => forward[runbook]))}").Where(act => !act.EndsWith(':'))));
    }

    [Fact]
    public void TheFourPhasesOfTheMigration_EndWithTheWayBack_WithoutBeingAskedForIt() => Assert.Equal(
        RehearsalPlan.For(Profile.Quick, Enum.GetValues<Phase>()).Acts.Select(act => act.Name),
        RehearsalPlan.For(Profile.Quick, [Phase.Db, Phase.Deploy, Phase.Nginx, Phase.Dns]).Acts.Select(act => act.Name));

    [Fact]
    public void ALabThatHoldsTheData_IsTakenAsItStands_OnceBothServersAreCompared()
    {
        var acts = RehearsalPlan.For(Profile.Quick, [Phase.Dns], isProvisioned: true).Acts;
        Assert.Equal([RunbookName.Checksum], acts[0].Runbooks);
        Assert.Equal(RehearsalPlan.For(Profile.Quick, [Phase.Dns]).Acts.Skip(1).Select(act => act.Name), acts.Skip(1).Select(act => act.Name));
    }
}
