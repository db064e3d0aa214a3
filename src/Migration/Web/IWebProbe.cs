namespace Migration.Web;

/// <summary>Looks at a web server as a client does. Never throws for a server that does not answer.</summary>
internal interface IWebProbe : IDisposable
{
    /// <summary>GET on a connection of its own.</summary>
    Task<WebAnswer> GetFreshAsync(Uri url, CancellationToken cancellation);

    /// <summary>GET on a kept connection.</summary>
    Task<WebAnswer> GetAsync(Uri url, CancellationToken cancellation);
}
