using MySqlConnector;

namespace FakeDoktoriApi.Schema;

/// <summary>
/// Flyway's procedure: 1. under a lock, 2. compare what was applied with what we have, 3. apply the rest in order, a row of history each.
/// MySQL commits DDL as it goes, so a script that fails half-way leaves a failed row, and the next run refuses rather than guesses.
/// </summary>
internal sealed class SchemaMigrator(MySqlConnection session, TimeProvider time, ILogger logger)
{
    private readonly FlywayHistory _history = new(session);

    /// <returns>How many scripts were applied now.</returns>
    /// <exception cref="MigrationException">A failed, changed or unknown script is on record.</exception>
    public async Task<int> MigrateAsync(IReadOnlyList<MigrationScript> scripts, CancellationToken cancellationToken)
    {
        var applied = (await _history.ReadAsync(cancellationToken)).Where(row => row.Version is not null).ToDictionary(row => row.Version!);
        Validate(scripts, applied);
        var pending = scripts.Where(script => !applied.ContainsKey(Key(script))).ToArray();
        foreach (var script in pending)
        {
            await ApplyAsync(script, cancellationToken);
        }

        return pending.Length;
    }

    private static void Validate(IReadOnlyList<MigrationScript> scripts, Dictionary<string, FlywayRow> applied)
    {
        foreach (var row in applied.Values)
        {
            if (!row.Success)
            {
                throw new MigrationException($"{row.Script} failed in an earlier run and left the schema half made. Drop the database and run migrate again.");
            }

            var script = scripts.FirstOrDefault(s => Key(s) == row.Version)
                ?? throw new MigrationException($"The database has {row.Script}, which this version does not know: it was made by a newer one.");
            if (script.Checksum != row.Checksum)
            {
                throw new MigrationException($"{row.Script} was applied with checksum {row.Checksum}, the file here has {script.Checksum}.");
            }
        }
    }

    private async Task ApplyAsync(MigrationScript script, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            await using var command = new MySqlCommand(script.Sql, session);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (MySqlException exception)
        {
            await RecordAsync(success: false);
            throw new MigrationException($"{script.FileName} failed: {exception.Message}", exception);
        }

        await RecordAsync(success: true);
        logger.Applied(script.FileName, (long)time.GetElapsedTime(start).TotalMilliseconds);

        Task RecordAsync(bool success) => _history.AddAsync(
            new(Key(script), script.FileName, script.Checksum, success), "SQL", script.Description, time.GetElapsedTime(start), cancellationToken);
    }

    private static string Key(MigrationScript script) => script.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
