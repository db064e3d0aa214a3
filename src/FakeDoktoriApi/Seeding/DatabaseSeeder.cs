using System.Globalization;
using FakeDoktoriApi.Schema;
using MySqlConnector;

namespace FakeDoktoriApi.Seeding;

/// <summary>
/// Fills an empty schema once. The record of it is a row of Flyway's history: written as failed before the first insert, as succeeded after the
/// last, so that a seeding cut short is recognised, undone and repeated, and rows that are not ours are never touched.
/// </summary>
internal sealed class DatabaseSeeder(MySqlConnection session, TimeProvider time, ILogger logger)
{
    private const string ScriptPrefix = "R__lab_seed ";
    private readonly FlywayHistory _history = new(session);

    /// <exception cref="MigrationException">The database holds other data than what the plan would make.</exception>
    public async Task SeedAsync(SeedPlan plan, CancellationToken cancellationToken)
    {
        var earlier = (await _history.ReadAsync(cancellationToken)).FirstOrDefault(row => row.Script.StartsWith(ScriptPrefix, StringComparison.Ordinal));
        var script = Invariant($"{ScriptPrefix}(seed={plan.Seed}, rows={plan.Meetings})");
        if (earlier is { Success: true })
        {
            if (earlier.Script != script)
            {
                throw new MigrationException($"The database was seeded as '{earlier.Script}', asked for is '{script}'. Start from an empty database.");
            }

            logger.AlreadySeeded(plan.Meetings, plan.Seed);
            return;
        }

        if (earlier is not null)
        {
            logger.SeedingWasCutShort();
            await EmptyAsync(earlier.Script, cancellationToken);
        }
        else if (await ScalarAsync("SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM books)", cancellationToken) != 0)
        {
            throw new MigrationException("The database already holds users or books that this program did not put there. It only seeds an empty schema.");
        }

        await _history.AddAsync(new(null, script, null, Success: false), "JDBC", "lab seed", TimeSpan.Zero, cancellationToken);
        await InsertAllAsync(plan, script, cancellationToken);
    }

    private async Task InsertAllAsync(SeedPlan plan, string script, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var reported = start;
        long sent = 0;

        // The rows are consistent by construction (a test checks them against the foreign keys), so the server need not look each one up.
        await ExecuteAsync("SET SESSION foreign_key_checks = 0, SESSION unique_checks = 0", cancellationToken);
        var writer = new SeedWriter(async (table, sql) =>
        {
            sent += await ExecuteAsync(sql, cancellationToken);
            if (time.GetElapsedTime(reported) > TimeSpan.FromSeconds(5))
            {
                reported = time.GetTimestamp();
                logger.SeedProgress(table, sent, Milliseconds(start));
            }
        });
        await SeedData.WriteAsync(plan, writer);
        await ExecuteAsync("SET SESSION foreign_key_checks = 1, SESSION unique_checks = 1", cancellationToken);
        await _history.CompleteAsync(script, time.GetElapsedTime(start), cancellationToken);
        logger.Seeded(plan.Meetings, plan.Seed, writer.Rows, Milliseconds(start));
    }

    private async Task EmptyAsync(string script, CancellationToken cancellationToken)
    {
        await ExecuteAsync("SET SESSION foreign_key_checks = 0", cancellationToken);
        foreach (var table in SeedData.TablesChildrenFirst)
        {
            await ExecuteAsync($"TRUNCATE TABLE {table}", cancellationToken);
        }

        await using var delete = new MySqlCommand("DELETE FROM flyway_schema_history WHERE script = @script", session);
        delete.Parameters.AddWithValue("@script", script);
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, session);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<long> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, session);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private long Milliseconds(long start) => (long)time.GetElapsedTime(start).TotalMilliseconds;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
