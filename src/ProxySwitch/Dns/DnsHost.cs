using ProxySwitch.Control;
using ProxySwitch.Dns.Control;
using ProxySwitch.Dns.Serving;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns;

internal static class DnsHost
{
    /// <exception cref="StartUpException">A port that cannot be had, or a bad zone file. Nothing is left running.</exception>
    public static Task<ProxyHost> StartAsync(WebApplicationBuilder builder, DnsOptions options)
    {
        var ports = PortPair.Open(options.Listen, "DNS_LISTEN");
        return ProxyHost.StartAsync<Zone, DnsMetrics>(
            builder, ports, ports.EndPoint, options.Control,
            control => builder.AddDns(options, ports, control),
            app => new ControlApi<ChangeRequest, ZoneChange>(app.Services.GetRequiredService<ZoneSwitchboard>(), app.Services.GetRequiredService<DnsStateReader>().Read).Map(app, "change"));
    }
}
