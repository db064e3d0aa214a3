using AppHost.Standing;

namespace Hosting.Tests.AppHost.Standing;

/// <summary>The whole migration as its buttons see it: which can be pressed at each station, and no other.</summary>
public sealed class RunbookRulesTests
{
    private static readonly string[] Runbooks =
    [
        "dump-and-load", "set-up-replication", "cut-over", "set-up-reverse-replication", "checksum", "roll-back", "deploy-services", "roll-back-services",
        "switch-nginx", "roll-back-nginx", "roll-back-all", "switch-dns", "roll-back-dns",
    ];

    private static readonly string[] Phases = ["db", "deploy", "nginx", "dns", "rollback-all"];
    private static readonly ReplicaStanding Replicates = new(Runs: true, DelaySeconds: 0);

    private static readonly MigrationStanding Start = new(
        new ServerStanding(HoldsData: true, Replica: null), new ServerStanding(HoldsData: false, Replica: null), "source", Place.Blue, Place.Blue, EdgeSide.Old, AtWork: null, IsPlaying: false, LastReport: null);

    private static readonly MigrationStanding Loaded = Start with { Target = new ServerStanding(HoldsData: true, Replica: null) };
    private static readonly MigrationStanding Replicated = Start with { Target = new ServerStanding(HoldsData: true, Replicates) };
    private static readonly MigrationStanding CutOver = Loaded with { Writer = "target" };
    private static readonly MigrationStanding Reversed = CutOver with { Source = new ServerStanding(HoldsData: true, Replicates) };
    private static readonly MigrationStanding Deployed = Reversed with { Api = Place.Green, Chat = Place.Green };
    private static readonly MigrationStanding Switched = Reversed with { Api = Place.Vpc, Chat = Place.Vpc };
    private static readonly MigrationStanding Moved = Switched with { Edge = EdgeSide.New };

    public static TheoryData<string, string, string> Stations => new()
    {
        { nameof(Start), "dump-and-load deploy-services switch-dns", "db deploy dns" },
        { nameof(Loaded), "set-up-replication checksum deploy-services switch-dns", "deploy dns" },
        { nameof(Replicated), "cut-over checksum deploy-services switch-dns", "db deploy dns" },
        { nameof(CutOver), "set-up-reverse-replication checksum roll-back deploy-services roll-back-all switch-dns", "deploy dns rollback-all" },
        { nameof(Reversed), "checksum roll-back deploy-services roll-back-all switch-dns", "deploy dns rollback-all" },
        { nameof(Deployed), "checksum roll-back roll-back-services switch-nginx roll-back-all switch-dns", "nginx dns rollback-all" },
        { nameof(Switched), "checksum roll-back roll-back-nginx roll-back-all switch-dns", "dns rollback-all" },
        { nameof(Moved), "checksum roll-back roll-back-nginx roll-back-all roll-back-dns", "rollback-all" },
        { "MovedAlone", "cut-over checksum roll-back-nginx roll-back-all roll-back-dns", "db" },
        { nameof(MigrationStanding.Unknown), "", "" },
        { "AtWork", "", "" },
        { "Playing", "", "" },
    };

    [Theory]
    [MemberData(nameof(Stations))]
    public void Enables_WhatMakesSense(string station, string runbooks, string phases)
    {
        var standing = station switch
        {
            nameof(Start) => Start,
            nameof(Loaded) => Loaded,
            nameof(Replicated) => Replicated,
            nameof(CutOver) => CutOver,
            nameof(Reversed) => Reversed,
            nameof(Deployed) => Deployed,
            nameof(Switched) => Switched,
            nameof(Moved) => Moved,
            "MovedAlone" => Moved with { Writer = "source", Source = Start.Source, Target = Replicated.Target },
            "AtWork" => Moved with { AtWork = "checksum" },
            "Playing" => Moved with { IsPlaying = true },
            _ => MigrationStanding.Unknown,
        };
        Assert.Equal(runbooks, string.Join(' ', Runbooks.Where(runbook => RunbookRules.WhyNot(runbook, standing) is null)));
        Assert.Equal(phases, string.Join(' ', Phases.Where(phase => RunbookRules.WhyNotPlay(phase, standing) is null)));
    }

    [Fact]
    public void Says_WhatStandsInTheWay()
    {
        Assert.Equal("mysql-rds does not answer", RunbookRules.WhyNot("cut-over", Start with { Target = null }));
        Assert.Equal("mysql-rds does not replicate; set-up-replication comes first", RunbookRules.WhyNot("cut-over", Replicated with { Target = new ServerStanding(true, new ReplicaStanding(Runs: false, 0)) }));
        Assert.Equal("the old edge sends clients to the new network; roll-back-nginx comes first", RunbookRules.WhyNot("roll-back-services", Switched));
        Assert.Equal("checksum is at work", RunbookRules.WhyNot("cut-over", Replicated with { AtWork = "checksum" }));
        Assert.Equal("the rehearsal is playing, and runs the runbooks itself", RunbookRules.WhyNotPlay("db", Start with { IsPlaying = true }));
        Assert.Equal("mysql-rds holds data but does not replicate; set-up-replication comes first", RunbookRules.WhyNotPlay("db", Loaded));
    }

    /// <summary>A rollback is what one reaches for when something is down.</summary>
    [Fact]
    public void OffersTheWayBack_WhileServersAreDown()
    {
        var down = Moved with { Source = null, Target = null };
        Assert.Null(RunbookRules.WhyNot("roll-back", down));
        Assert.Null(RunbookRules.WhyNot("roll-back-all", down));
    }
}
