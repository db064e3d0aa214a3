using MySqlConnector;

namespace MySqlRuntime.Provisioning;

/// <summary>A session of root that writes nothing to the binary log, so that provisioning leaves no GTID behind.</summary>
internal sealed class ProvisioningSession : IAsyncDisposable
{
    private readonly MySqlConnection _connection;

    private ProvisioningSession(MySqlConnection connection) => _connection = connection;

    public MySqlVersion Version { get; private init; }

    public static async Task<ProvisioningSession> OpenAsync(string rootConnectionString, CancellationToken cancellationToken)
    {
        // Not pooled: a session with sql_log_bin = 0 must never be handed to anybody else.
        var builder = new MySqlConnectionStringBuilder(rootConnectionString) { Pooling = false, Database = "", AllowUserVariables = true };
        var connection = new MySqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SET SESSION sql_log_bin = 0";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new ProvisioningSession(connection) { Version = MySqlVersion.Parse(connection.ServerVersion) };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <param name="statements">Written by us; the parameters are put in by the driver, quoted.</param>
    /// <param name="parameters">Passwords, by name; a statement may use any of them.</param>
    /// <param name="cancellationToken">Stops between two statements or within one.</param>
    public async Task RunAsync(IEnumerable<string> statements, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The text is an embedded script of this assembly.
            command.CommandText = statement;
#pragma warning restore CA2100
            foreach (var (name, value) in parameters.Where(parameter => statement.Contains(parameter.Key, StringComparison.Ordinal)))
            {
                command.Parameters.AddWithValue(name, value);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
