using MySqlConnector;

namespace Support;

/// <summary>Empties a server between tests, as root: replication, databases, binary logs, the write fences, other sessions.</summary>
internal static class ServerReset
{
    public static async Task RunAsync(string rootConnectionString)
    {
        var builder = new MySqlConnectionStringBuilder(rootConnectionString) { Pooling = false };
        await using var connection = new MySqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        var isNew = Version.Parse(connection.ServerVersion.Split('-')[0]) >= new Version(8, 2);
        await RunAsync(connection, "SET SESSION sql_log_bin = 0");
        foreach (var session in await ListAsync(connection, "SELECT processlist_id FROM performance_schema.threads WHERE type = 'FOREGROUND' AND processlist_id <> CONNECTION_ID() AND processlist_user NOT IN ('root', 'event_scheduler')"))
        {
            await KillAsync(connection, session);
        }

        await RunAsync(connection, "STOP REPLICA");
        await RunAsync(connection, "RESET REPLICA ALL");
        await RunAsync(connection, "RESET PERSIST IF EXISTS super_read_only");
        await RunAsync(connection, "SET GLOBAL super_read_only = OFF");
        await RunAsync(connection, "SET GLOBAL read_only = OFF");
        foreach (var database in await ListAsync(connection, "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')"))
        {
            await RunAsync(connection, $"DROP DATABASE `{database}`");
        }

        await RunAsync(connection, isNew ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER");
    }

    private static async Task KillAsync(MySqlConnection connection, string session)
    {
        try
        {
            await RunAsync(connection, $"KILL {session}");
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.NoSuchThread)
        {
            // It ended by itself in between.
        }
    }

    private static async Task<List<string>> ListAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return values;
    }

    private static async Task RunAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
