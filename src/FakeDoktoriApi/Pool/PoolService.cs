namespace FakeDoktoriApi.Pool;

/// <summary>Starts the pool before the server listens. The container disposes the pool after the server has finished its last request.</summary>
internal sealed class PoolService(ConnectionPool<MySqlPhysicalConnection> pool) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => pool.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
