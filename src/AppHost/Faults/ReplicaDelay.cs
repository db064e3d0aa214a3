using System.Globalization;
using MySqlConnector;

namespace AppHost.Faults;

/// <summary>Lets a replica stay behind its source on purpose (<c>SOURCE_DELAY</c>).</summary>
internal static class ReplicaDelay
{
    /// <param name="rootConnection">RDS's admin may not do this (there: <c>CALL mysql.rds_set_source_delay</c>); the lab is its server's owner and may.</param>
    /// <exception cref="MySqlException">The server does not answer, or is no replica.</exception>
    public static async Task SetAsync(string rootConnection, int seconds, CancellationToken cancellation)
    {
        await using var connection = new MySqlConnection(new MySqlConnectionStringBuilder(rootConnection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await RunAsync("STOP REPLICA SQL_THREAD");
        try
        {
            await RunAsync(string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_DELAY = {seconds}"));
        }
        finally
        {
            // Whatever became of the change: a replica that was running goes on.
            await RunAsync("START REPLICA SQL_THREAD");
        }

        async Task RunAsync(string statement)
        {
#pragma warning disable CA2100 // No statement takes this as a parameter; it is a number.
            await using var command = new MySqlCommand(statement, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
