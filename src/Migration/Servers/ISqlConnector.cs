namespace Migration.Servers;

/// <summary>Opens connections.</summary>
internal interface ISqlConnector
{
    Task<ISqlSession> OpenAsync(SessionRequest request, CancellationToken cancellation);
}
