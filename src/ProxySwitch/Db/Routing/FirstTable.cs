namespace ProxySwitch.Db.Routing;

/// <summary>The start: the file if there is one, else a file made from the environment. A file that is there always counts.</summary>
internal sealed class FirstTable(DbProxyOptions options, UpstreamFile file, Switchboard switchboard, ILogger<FirstTable> log)
{
    /// <exception cref="StartUpException">There is no usable table.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (!file.Exists)
        {
            await CreateAsync();
        }

        if (await switchboard.StartAsync(cancellation) is { } problem)
        {
            throw new StartUpException($"the upstream file {file.Path} is not usable: {problem.Located(file.Name)}");
        }

        if (options.InitialTable is { } fromEnvironment && !fromEnvironment.ToJson().AsSpan().SequenceEqual(switchboard.Current.Table.ToJson()))
        {
            log.FileDiffers(file.Path);
        }
    }

    private async Task CreateAsync()
    {
        if (options.InitialTable is not { } table)
        {
            throw new StartUpException(
                $"the upstream file {file.Path} does not exist and PROXY_UPSTREAMS, from which it would be created, is missing, e.g. PROXY_UPSTREAMS=\"source=127.0.0.1:3310;target=127.0.0.1:3311\" PROXY_ACTIVE=source");
        }

        if (await file.WriteAsync(table) is { } problem)
        {
            throw new StartUpException(problem.Message);
        }

        log.FileCreated(file.Path);
    }
}
