namespace ProxySwitch.Dns;

/// <summary>Role <c>dns</c>: the authoritative server of the lab's zone, changed as the operators change Route 53.</summary>
internal static class DnsRole
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var dns = await DnsHost.StartAsync(builder, DnsEnvironment.Read(builder.Configuration));
        await dns.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }
}
