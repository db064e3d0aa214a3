using MySqlConnector;

namespace FakeDoktoriApi.Pool;

internal sealed class MySqlPhysicalConnection(MySqlConnection session) : IPhysicalConnection
{
    public MySqlConnection Session => session;

    // MySqlConnector leaves Open as soon as it has seen the socket fail.
    public bool IsBroken => session.State != System.Data.ConnectionState.Open;

    public async ValueTask<bool> IsAliveAsync(CancellationToken cancellationToken) => await session.PingAsync(cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
