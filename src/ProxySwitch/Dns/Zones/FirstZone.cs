namespace ProxySwitch.Dns.Zones;

/// <summary>The start: the file if there is one, else a file made from the environment. A file that is there always counts.</summary>
internal sealed class FirstZone(DnsOptions options, ZoneFile file, ZoneKeeper keeper, ILogger<FirstZone> log)
{
    /// <exception cref="StartUpException">There is no usable zone.</exception>
    public async Task LoadAsync()
    {
        if (!file.Exists)
        {
            await CreateAsync();
        }

        if (keeper.Start() is { } problem)
        {
            throw new StartUpException($"the zone file {file.Path} is not usable: {problem.Located(file.Name)}");
        }

        if (options.InitialZone is { } fromEnvironment && !fromEnvironment.ToJson().AsSpan().SequenceEqual(keeper.Current.Zone.ToJson()))
        {
            log.FileDiffers(file.Path);
        }
    }

    private async Task CreateAsync()
    {
        if (options.InitialZone is not { } zone)
        {
            throw new StartUpException(
                $"the zone file {file.Path} does not exist and DNS_ZONE, from which it would be created, is missing, e.g. DNS_ZONE=doktori.test DNS_RECORDS=\"doktori.test=127.0.0.2\" DNS_TTL_SECONDS=60");
        }

        if (await file.WriteAsync(zone) is { } problem)
        {
            throw new StartUpException(problem.Message);
        }

        log.FileCreated(file.Path);
    }
}
