using MySqlConnector;

namespace Migration.Servers;

/// <summary>Real connections. Never pooled: a session is killed, kept over the window and looked at by its id.</summary>
internal sealed class MySqlConnectorSessions(MigrationOptions options) : ISqlConnector
{
    public async Task<ISqlSession> OpenAsync(SessionRequest request, CancellationToken cancellation)
    {
        var endpoint = request.Role == ServerRole.Source ? options.Source : options.Target;
        var name = request.ThroughProxy ? $"{endpoint.Name} through the proxy" : endpoint.Name;
        var connection = new MySqlConnection(ConnectionString(request, endpoint));
        try
        {
            await connection.OpenAsync(cancellation);
            return new MySqlConnectorSession(connection, name);
        }
        catch (MySqlException failure)
        {
            await connection.DisposeAsync();
            throw new SqlFailure(name, failure.ErrorCode is MySqlErrorCode.UnableToConnectToHost ? 2003 : failure.Number, failure.Message, failure);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string ConnectionString(SessionRequest request, DatabaseEndpoint endpoint)
    {
        var builder = new MySqlConnectionStringBuilder(endpoint.ConnectionString)
        {
            Pooling = false,
            AllowUserVariables = true,
            ConnectionTimeout = (uint)Math.Max(1, Math.Ceiling(options.Limits.Connect.TotalSeconds)),
            // The runner's time limits end statements; the driver only helps to end them soon.
            DefaultCommandTimeout = 0,
            CancellationTimeout = 1,
            ApplicationName = "doktori-lab",
            Database = request.Database ?? "",
        };
        if (request.Account is { } account)
        {
            builder.UserID = account.User;
            builder.Password = account.Password;
        }

        if (request.ThroughProxy)
        {
            builder.Server = options.Proxy.DataHost;
            builder.Port = (uint)options.Proxy.DataPort;
        }

        return builder.ConnectionString;
    }
}
