using System.Globalization;
using LoadTests.Ledger;
using MySqlConnector;
using Rehearsal.History;

namespace Rehearsal.Playing;

/// <summary>Asks the two servers what they are and what they hold. Read only; what cannot be asked is recorded as an error, not left out.</summary>
internal sealed class ServerObserver(LabEnvironment lab, TimeProvider time)
{
    public const string SourceName = "mysql-lightsail";
    public const string TargetName = "mysql-rds";
    private static readonly TimeSpan CatchUpDeadline = TimeSpan.FromSeconds(20);

    private static readonly string[] WritePrivileges = ["INSERT", "UPDATE", "DELETE"];

    public async Task<IReadOnlyList<ServerSnapshot>> SnapshotAsync(string act, string moment, CancellationToken cancellation) =>
        await Task.WhenAll(
            SnapshotAsync(SourceName, lab.Source, act, moment, cancellation),
            SnapshotAsync(TargetName, lab.Target, act, moment, cancellation));

    /// <summary>Both servers' versions, in one go.</summary>
    public async Task<(string Source, string Target)> VersionsAsync(CancellationToken cancellation) =>
        (await VersionAsync(lab.Source, cancellation), await VersionAsync(lab.Target, cancellation));

    /// <summary>Whether an earlier rehearsal, or a person, has copied the data already.</summary>
    public async Task<bool> TargetHoldsDataAsync(CancellationToken cancellation)
    {
        await using var target = await OpenAsync(lab.Target, cancellation);
        return await ScalarAsync(target, $"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{LabEnvironment.Database}'", cancellation) != "0";
    }

    /// <summary>
    /// Every ledger key on both servers with the number of rows that carry it, once each server holds what the other had executed.
    /// A server that does not get there in time is read all the same: what it lacks is then a finding.
    /// </summary>
    public async Task<IReadOnlyList<LedgerRow>> LedgerRowsAsync(CancellationToken cancellation)
    {
        await using var source = await TryOpenAsync(lab.Source, cancellation);
        await using var target = await TryOpenAsync(lab.Target, cancellation);
        if (source is not null && target is not null)
        {
            await WaitForAsync(target, await ScalarAsync(source, "SELECT @@GLOBAL.gtid_executed", cancellation), cancellation);
            await WaitForAsync(source, await ScalarAsync(target, "SELECT @@GLOBAL.gtid_executed", cancellation), cancellation);
        }

        return
        [
            .. source is null ? [] : await LedgerRowsAsync(SourceName, source, cancellation),
            .. target is null ? [] : await LedgerRowsAsync(TargetName, target, cancellation),
        ];
    }

    // A dead server is a fact that the checks will see by its missing rows; the other one's rows still count.
    private static async Task<MySqlConnection?> TryOpenAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            return await OpenAsync(connectionString, cancellation);
        }
        catch (MySqlException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<LedgerRow>> LedgerRowsAsync(string server, MySqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(
            $"SELECT title FROM {LabEnvironment.Database}.meetings WHERE title LIKE '[lab %'", connection)
        { CommandTimeout = 120 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var copies = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            if (LedgerKey.InTitle(reader.GetString(0)) is { } key)
            {
                copies[key] = copies.GetValueOrDefault(key) + 1;
            }
        }

        return [.. copies.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new LedgerRow(server, pair.Key, pair.Value))];
    }

    private static async Task WaitForAsync(MySqlConnection connection, string gtids, CancellationToken cancellation)
    {
        // Returns 0 when the set was reached and 1 when it was not; either way the rows are read afterwards.
        await using var command = new MySqlCommand("SELECT WAIT_FOR_EXECUTED_GTID_SET(@gtids, @seconds)", connection)
        { CommandTimeout = (int)CatchUpDeadline.TotalSeconds + 10 };
        command.Parameters.AddWithValue("@gtids", gtids);
        command.Parameters.AddWithValue("@seconds", CatchUpDeadline.TotalSeconds);
        await command.ExecuteScalarAsync(cancellation);
    }

    private async Task<ServerSnapshot> SnapshotAsync(string server, string connectionString, string act, string moment, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await OpenAsync(connectionString, cancellation);
            await using var command = new MySqlCommand("SELECT @@server_uuid, @@GLOBAL.gtid_executed, @@GLOBAL.read_only", connection);
            string uuid, gtids;
            bool readOnly;
            await using (var reader = await command.ExecuteReaderAsync(cancellation))
            {
                await reader.ReadAsync(cancellation);
                (uuid, gtids, readOnly) = (reader.GetString(0), reader.GetString(1).Replace("\n", "", StringComparison.Ordinal), reader.GetInt64(2) != 0);
            }

            var fenced = !await AppHasWritePrivilegesAsync(connection, cancellation);
            return new ServerSnapshot(At(), act, moment, server, uuid, gtids, !readOnly && !fenced);
        }
        catch (MySqlException error)
        {
            return new ServerSnapshot(At(), act, moment, server, "", "", false, $"{error.ErrorCode}: {error.Message}");
        }
    }

    private static async Task<bool> AppHasWritePrivilegesAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand($"SHOW GRANTS FOR '{LabEnvironment.AppUser}'@'%'", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var grant = reader.GetString(0);
            if (grant.Contains("ALL PRIVILEGES", StringComparison.OrdinalIgnoreCase)
                || WritePrivileges.Any(privilege => grant.Contains(privilege, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<string> VersionAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(connectionString, cancellation);
        return await ScalarAsync(connection, "SELECT @@version", cancellation);
    }

    private static async Task<string> ScalarAsync(MySqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) ?? "";
    }

    private static async Task<MySqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private long At() => HistoryRecorder.UnixMicroseconds(time.GetUtcNow());
}
