using ProxySwitch.Control;
using ProxySwitch.Dns.Control;
using ProxySwitch.Dns.Serving;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns;

internal static class DnsHost
{
    /// <exception cref="StartUpException">A port that cannot be had, or a bad zone file. Nothing is left running.</exception>
    public static Task<ProxyHost> StartAsync(WebApplicationBuilder builder, DnsOptions options)
    {
        var ports = PortPair.Open(options.Listen, "DNS_LISTEN");
        return ProxyHost.StartAsync(
            builder, ports, ports.EndPoint, options.Control,
            (role, clients, control) => role.AddDns(options, clients, control),
            async app =>
            {
                new ControlApi<ChangeRequest, ZoneChange>(app.Services.GetRequiredService<ZoneSwitchboard>(), app.Services.GetRequiredService<DnsStateReader>().Read).Map(app, "change");
                _ = app.Services.GetRequiredService<DnsMetrics>(); // exists to be observed; nobody asks for it
                await app.Services.GetRequiredService<FirstTable<Zone>>().LoadAsync(CancellationToken.None);
            });
    }
}
