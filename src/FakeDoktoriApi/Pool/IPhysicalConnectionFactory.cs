namespace FakeDoktoriApi.Pool;

internal interface IPhysicalConnectionFactory<TConnection>
    where TConnection : class, IPhysicalConnection
{
    ValueTask<TConnection> OpenAsync(CancellationToken cancellationToken);
}
