using MySqlConnector;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// Opens sessions as Connector/J does in production: the driver neither pools nor limits a statement's time. The latter matters here: MySqlConnector
/// ends a statement that takes too long with <c>KILL QUERY id</c> on a second connection, which during a cutover the proxy leads to the other
/// server, where that id is somebody else's.
/// </summary>
internal sealed class MySqlConnectionFactory : IPhysicalConnectionFactory<MySqlPhysicalConnection>
{
    private readonly string _connectionString;
    private readonly string? _testQuery;

    public MySqlConnectionFactory(string connectionString, PoolOptions options)
    {
        _testQuery = string.IsNullOrWhiteSpace(options.ConnectionTestQuery) ? null : options.ConnectionTestQuery;
        _connectionString = new MySqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            ConnectionTimeout = (uint)Math.Max(1, (options.ConnectionTimeoutMs + 500) / 1_000),
            DefaultCommandTimeout = 0,
            CancellationTimeout = -1,
            Keepalive = 0,
            ApplicationName = "doktori-api",
        }.ConnectionString;
    }

    public async ValueTask<MySqlPhysicalConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var session = new MySqlConnection(_connectionString);
        try
        {
            await session.OpenAsync(cancellationToken);
            return new(session, _testQuery);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}
