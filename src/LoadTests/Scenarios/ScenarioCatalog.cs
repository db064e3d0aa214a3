namespace LoadTests.Scenarios;

/// <summary>The scenarios by the names operators know; the first eight in the order in which they run one after another.</summary>
internal static class ScenarioCatalog
{
    private static readonly Func<LoadScenario>[] Makers =
    [
        () => new DbCutover.DbCutoverScenario(),
        () => new DataIntegrity.DataIntegrityScenario(),
        () => new ConnectionPool.ConnectionPoolScenario(),
        () => new ServiceDeploy.ServiceDeployScenario(),
        () => new NginxSwitch.NginxSwitchScenario(),
        () => new FullJourney.FullJourneyScenario(),
        () => new Chat.WebSocketScenario(),
        () => new DnsSwitch.DnsSwitchScenario(),
        Rollback.RollbackScenario.OfTheDatabase,
        Rollback.RollbackScenario.OfTheService,
        Rollback.RollbackScenario.OfNginx,
        Rollback.RollbackScenario.OfEverything,
        () => new WriteProbe.WriteProbeScenario(),
    ];

    public static IEnumerable<LoadScenario> All() => Makers.Select(make => make());

    /// <summary>A fresh one for a run; null when nobody knows the name.</summary>
    public static LoadScenario? New(string id) => All().FirstOrDefault(scenario => scenario.Plan.Id == id);

    public static int PositionOf(string id) => All().TakeWhile(scenario => scenario.Plan.Id != id).Count();
}
