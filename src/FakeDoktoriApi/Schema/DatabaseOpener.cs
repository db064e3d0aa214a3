using MySqlConnector;

namespace FakeDoktoriApi.Schema;

internal static class DatabaseOpener
{
    /// <summary>Connects, and makes the database that the connection string names if it is not there.</summary>
    /// <exception cref="MigrationException">No server answers, or it refuses the account.</exception>
    public static async Task<MySqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var target = new MySqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            DefaultCommandTimeout = 0,
            CancellationTimeout = -1,
            AllowUserVariables = true,
        };
        var database = target.Database is { Length: > 0 } name ? name : "doktori";
        target.Database = "";
        var session = new MySqlConnection(target.ConnectionString);
        try
        {
            await session.OpenAsync(cancellationToken);
            await using var create = new MySqlCommand(
                $"CREATE DATABASE IF NOT EXISTS `{database.Replace("`", "``", StringComparison.Ordinal)}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                session);
            await create.ExecuteNonQueryAsync(cancellationToken);
            await session.ChangeDatabaseAsync(database, cancellationToken);
            return session;
        }
        catch (MySqlException exception)
        {
            await session.DisposeAsync();
            throw new MigrationException($"No way into MySQL at {target.Server}:{target.Port} as '{target.UserID}': {exception.Message}", exception);
        }
    }
}
