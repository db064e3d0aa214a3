using System.Net.Sockets;
using ProxySwitch.Control;
using ProxySwitch.Dns.Control;
using ProxySwitch.Dns.Serving;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns;

internal static class DnsServices
{
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
            .AddSingleton<ZoneParser>()
            .AddSingleton(services => new ZoneFile(options.ZoneFile, services.GetRequiredService<ZoneParser>()))
            .AddSingleton<FirstZone>()
            .AddSingleton<ZoneKeeper>()
            .AddSingleton<AnswerBook>()
            .AddSingleton<AnswerDesk>()
            .AddSingleton<TcpService>()
            .AddSingleton<DnsStateReader>()
            .AddSingleton<DnsMetrics>()
            .AddHostedService(services => services.GetRequiredService<TcpService>())
            .AddHostedService<UdpService>();
    }
}
