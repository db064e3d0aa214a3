namespace FakeDoktoriApi.Schema;

/// <summary>Events 3300-3399.</summary>
internal static partial class SchemaLog
{
    [LoggerMessage(3300, LogLevel.Debug, "Applied {Script} in {Ms} ms")]
    public static partial void Applied(this ILogger logger, string script, long ms);

    [LoggerMessage(3301, LogLevel.Information, "Schema: {Applied} migrations applied, {Total} in all, {Ms} ms")]
    public static partial void SchemaReady(this ILogger logger, int applied, int total, long ms);

    [LoggerMessage(3302, LogLevel.Information, "Seeded {Meetings} meetings from seed {Seed}: {Rows} rows in {Ms} ms")]
    public static partial void Seeded(this ILogger logger, int meetings, int seed, long rows, long ms);

    [LoggerMessage(3303, LogLevel.Information, "Already seeded with {Meetings} meetings from seed {Seed}: nothing to do")]
    public static partial void AlreadySeeded(this ILogger logger, int meetings, int seed);

    [LoggerMessage(3304, LogLevel.Warning, "An earlier seeding was cut short: its rows are removed first")]
    public static partial void SeedingWasCutShort(this ILogger logger);

    [LoggerMessage(3305, LogLevel.Information, "Seeding {Table}: {Rows} rows so far, {Ms} ms")]
    public static partial void SeedProgress(this ILogger logger, string table, long rows, long ms);

    [LoggerMessage(3306, LogLevel.Critical, "migrate: {Problem}")]
    public static partial void MigrateFailed(this ILogger logger, string problem);
}
