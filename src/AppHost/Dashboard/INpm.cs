namespace AppHost.Dashboard;

/// <summary>The npm registry this machine is configured with.</summary>
internal interface INpm
{
    /// <summary>The registry's integrity hash of a package: <c>sha512-</c> and base64.</summary>
    Task<string> IntegrityOfAsync(string package, CancellationToken cancellation);

    /// <summary>Downloads the package's archive into a folder and returns its path.</summary>
    /// <param name="progress">Bytes so far.</param>
    Task<string> FetchAsync(string package, string folder, IProgress<long> progress, CancellationToken cancellation);
}
