namespace LoadTests.Scenarios;

/// <summary>The scenarios by the names operators know.</summary>
internal static class ScenarioCatalog
{
    private static readonly Func<LoadScenario>[] Makers =
    [
        () => new DbCutover.DbCutoverScenario(),
        () => new DataIntegrity.DataIntegrityScenario(),
        () => new ConnectionPool.ConnectionPoolScenario(),
        () => new RollbackDb.RollbackDbScenario(),
        () => new WriteProbe.WriteProbeScenario(),
    ];

    public static IEnumerable<LoadScenario> All() => Makers.Select(make => make());

    /// <summary>A fresh one for a run; null when nobody knows the name.</summary>
    public static LoadScenario? New(string id) => All().FirstOrDefault(scenario => scenario.Plan.Id == id);

    public static int PositionOf(string id) => All().TakeWhile(scenario => scenario.Plan.Id != id).Count();
}
