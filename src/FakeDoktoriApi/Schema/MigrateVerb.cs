using FakeDoktoriApi.Seeding;
using MySqlConnector;
using ServiceDefaults;

namespace FakeDoktoriApi.Schema;

/// <summary><c>FakeDoktoriApi migrate</c>: makes the database, the schema and the rows, or finds them made. Exit codes: 0 done, 1 failed, 2 usage.</summary>
internal static class MigrateVerb
{
    public const string Name = "migrate";
    private const int Succeeded = 0;
    private const int Failed = 1;
    private const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (options, problem) = MigrateOptions.Parse(arguments);
        if (options is null)
        {
            await Console.Error.WriteLineAsync($"{problem}\n{MigrateOptions.Usage}");
            return BadUsage;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults();
        using var host = builder.Build();
        var time = host.Services.GetRequiredService<TimeProvider>();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Migrate");
        using var interrupt = new ConsoleInterrupt();
        try
        {
            var connectionString = builder.Configuration.GetConnectionString("doktori")
                ?? throw new MigrationException("ConnectionStrings__doktori is not set.");
            await MigrateAsync(connectionString, options, time, logger, interrupt.Token);
            return Succeeded;
        }
        catch (Exception exception) when (exception is MigrationException or MySqlException or ArgumentException or OperationCanceledException)
        {
            logger.MigrateFailed(exception.Message);
            return Failed;
        }
    }

    public static async Task MigrateAsync(
        string connectionString, MigrateOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await using var session = await DatabaseOpener.OpenAsync(connectionString, cancellationToken);
        await using var locked = await MigrationLock.TakeAsync(session, cancellationToken);
        var scripts = MigrationScript.LoadEmbedded();
        var applied = await new SchemaMigrator(session, time, logger).MigrateAsync(scripts, cancellationToken);
        logger.SchemaReady(applied, scripts.Count, (long)time.GetElapsedTime(start).TotalMilliseconds);
        await new DatabaseSeeder(session, time, logger).SeedAsync(new SeedPlan(options.Rows, options.Seed, time.KoreanToday()), cancellationToken);
    }
}
