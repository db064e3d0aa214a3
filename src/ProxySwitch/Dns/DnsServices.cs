using System.Net.Sockets;
using ProxySwitch.Control;
using ProxySwitch.Dns.Control;
using ProxySwitch.Dns.Serving;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns;

internal static class DnsServices
{
    private const string Example = "DNS_ZONE=doktori.test DNS_RECORDS=\"doktori.test=127.0.0.2\" DNS_TTL_SECONDS=60";

    /// <summary>Connections to the control API get this long after SIGTERM; queries need nothing.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    public static void AddDns(this WebApplicationBuilder builder, DnsOptions options, PortPair ports, Socket control)
    {
        builder.UseControlServer(control);
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout)
            .AddSingleton(options)
            .AddSingleton(options.Token)
            .AddSingleton(ports)
            .AddSingleton(ports.EndPoint)
            .AddSingleton(new ZoneRules(options.AllowedAddresses))
            .AddSingleton<ZoneFormat>()
            .AddSingleton(services => new TableFile<Zone>(options.ZoneFile, "zone file", services.GetRequiredService<ZoneFormat>()))
            .AddSingleton<ZoneSwitchboard>()
            .AddSingleton(services => new FirstTable<Zone>(options.InitialZone, Example, services.GetRequiredService<TableFile<Zone>>(),
                services.GetRequiredService<ZoneSwitchboard>(), services.GetRequiredService<ILogger<FirstTable<Zone>>>()))
            .AddSingleton<AnswerBook>()
            .AddSingleton<AnswerDesk>()
            .AddSingleton<TcpService>()
            .AddSingleton<DnsStateReader>()
            .AddSingleton<DnsMetrics>()
            .AddHostedService(services => services.GetRequiredService<TcpService>())
            .AddHostedService<UdpService>();
    }
}
