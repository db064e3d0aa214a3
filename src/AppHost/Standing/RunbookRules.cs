namespace AppHost.Standing;

/// <summary>
/// When a button makes sense. Only what is plain from where the migration stands: whether a runbook that makes sense may really run is for its guards to say.
/// </summary>
internal static class RunbookRules
{
    /// <summary>Why <paramref name="runbook"/> makes no sense now; null when it does.</summary>
    public static string? WhyNot(string runbook, MigrationStanding standing) => Busy(standing) ?? runbook switch
    {
        "dump-and-load" => standing.Target switch
        {
            null => "mysql-rds does not answer",
            { HoldsData: true } => "mysql-rds holds the data already",
            _ => null,
        },
        "set-up-replication" => standing.Target switch
        {
            null => "mysql-rds does not answer",
            { HoldsData: false } => "mysql-rds holds no data; dump-and-load comes first",
            { Replica.Runs: true } => "mysql-rds replicates already",
            _ => standing.Writer == Target ? "the application's writes have moved already" : null,
        },
        "cut-over" => standing switch
        {
            { Writer: Target } => "the application's writes have moved already",
            { Target: null } => "mysql-rds does not answer",
            { Target.Replica.Runs: true } => null,
            _ => "mysql-rds does not replicate; set-up-replication comes first",
        },
        "set-up-reverse-replication" => standing switch
        {
            { Writer: not Target } => "the application's writes have not moved; cut-over comes first",
            { Source: null } => "mysql-lightsail does not answer",
            { Source.Replica.Runs: true } => "mysql-lightsail replicates from the target already",
            _ => null,
        },
        "checksum" => standing switch
        {
            { Source: null } => "mysql-lightsail does not answer",
            { Target: null } => "mysql-rds does not answer",
            { Target.HoldsData: false } => "mysql-rds holds no data to compare; dump-and-load comes first",
            _ => null,
        },
        "roll-back" => standing.Writer == Target ? null : "the application's writes have not moved",
        "deploy-services" => AreAt(Place.Blue, standing) ? null : "the old edge does not send clients to the old version",
        "roll-back-services" => standing switch
        {
            { Api: Place.Vpc } or { Chat: Place.Vpc } => "the old edge sends clients to the new network; roll-back-nginx comes first",
            { Api: Place.Green } or { Chat: Place.Green } => null,
            _ => "the new version serves no clients",
        },
        "switch-nginx" => standing switch
        {
            { Api: Place.Vpc, Chat: Place.Vpc } => "the old edge sends clients to the new network already",
            _ => AreAt(Place.Green, standing) ? null : "the new version does not serve yet; deploy-services comes first",
        },
        "roll-back-nginx" => standing is { Api: Place.Vpc } or { Chat: Place.Vpc } ? null : "the old edge does not send clients to the new network",
        "switch-dns" => standing.Edge == EdgeSide.Old ? null : "the name does not lead to the old edge",
        "roll-back-dns" => standing.Edge == EdgeSide.New ? null : "the name does not lead to the new edge",
        "roll-back-all" => HasBegun(standing) ? null : "everything is where it began",
        _ => throw new ArgumentOutOfRangeException(nameof(runbook), runbook, "no such runbook"),
    };

    /// <summary>Why <paramref name="phase"/>, as the rehearsal spells it, cannot be played from here; null when it can.</summary>
    public static string? WhyNotPlay(string phase, MigrationStanding standing) => Busy(standing) ?? phase switch
    {
        "db" => standing switch
        {
            { Writer: Target } => "the application's writes have moved already; mysql-rds roll-back comes first",
            { Source: null } => "mysql-lightsail does not answer",
            { Target: null } => "mysql-rds does not answer",
            { Target: { HoldsData: true, Replica: not { Runs: true } } } => "mysql-rds holds data but does not replicate; set-up-replication comes first",
            _ => null,
        },
        "deploy" => WhyNot("deploy-services", standing),
        "nginx" => WhyNot("switch-nginx", standing),
        "dns" => WhyNot("switch-dns", standing),
        "rollback-all" => WhyNot("roll-back-all", standing) ?? (standing.Writer == Target ? null : "the application's writes have not moved, so there is no whole way back to judge; edge-lightsail roll-back-all goes back without"),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "no such phase"),
    };

    private const string Target = "target";

    private static string? Busy(MigrationStanding standing) => standing switch
    {
        { IsPlaying: true } => "the rehearsal is playing, and runs the runbooks itself",
        { AtWork: { } other } => $"{other} is at work",
        _ => null,
    };

    private static bool AreAt(Place place, MigrationStanding standing) => standing.Api == place && standing.Chat == place;

    private static bool HasBegun(MigrationStanding standing) =>
        standing.Writer == Target || standing.Edge == EdgeSide.New || standing is { Api: Place.Green or Place.Vpc } or { Chat: Place.Green or Place.Vpc };
}
