using MySqlConnector;
using OpenTelemetry;

namespace FakeDoktoriApi.Pool;

internal sealed class MySqlPhysicalConnection(MySqlConnection session, string? testQuery) : IPhysicalConnection
{
    public MySqlConnection Session => session;

    // MySqlConnector leaves Open as soon as it has seen the socket fail.
    public bool IsBroken => session.State != System.Data.ConnectionState.Open;

    public async ValueTask<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        if (testQuery is null)
        {
            return await PingAsync(cancellationToken);
        }

        // A ping leaves no span either: they would be half of every trace.
        using var silence = SuppressInstrumentationScope.Begin();
        try
        {
            await using var command = new MySqlCommand(testQuery, session);
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }

    /// <summary>Does the server answer at all? What the test query says of this session does not matter.</summary>
    public Task<bool> PingAsync(CancellationToken cancellationToken) => session.PingAsync(cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
