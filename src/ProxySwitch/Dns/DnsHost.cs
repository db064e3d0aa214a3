using System.Net;
using System.Net.Sockets;
using ProxySwitch.Dns.Control;
using ProxySwitch.Dns.Serving;
using ProxySwitch.Dns.Zones;
using ServiceDefaults;

namespace ProxySwitch.Dns;

/// <summary>A running DNS server: zone loaded, all ports open.</summary>
internal sealed class DnsHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly PortPair ports;

    private DnsHost(WebApplication app, PortPair ports, IPEndPoint control) => (this.app, this.ports, Control) = (app, ports, new($"http://{control}"));

    /// <summary>UDP and TCP.</summary>
    public IPEndPoint Listen => ports.EndPoint;

    public Uri Control { get; }

    /// <exception cref="StartUpException">A port that cannot be had, or a bad zone file. Nothing is left running.</exception>
    public static async Task<DnsHost> StartAsync(WebApplicationBuilder builder, DnsOptions options)
    {
        var ports = PortPair.Open(options.Listen, "DNS_LISTEN");
        var control = default(Socket);
        var app = default(WebApplication);
        try
        {
            control = ListenSocket.Open(options.Control, "PROXY_CONTROL_URL");
            var controlAt = (IPEndPoint)control.LocalEndPoint!;
            builder.AddServiceDefaults();
            builder.AddDns(options, ports, control);
            app = builder.Build();
            app.MapDefaultEndpoints();
            app.MapDnsControlApi();
            _ = app.Services.GetRequiredService<DnsMetrics>(); // exists to be observed; nobody asks for it
            await app.Services.GetRequiredService<FirstZone>().LoadAsync();
            await app.StartAsync();
            return new(app, ports, controlAt);
        }
        catch
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
            ports.Dispose();
            control?.Dispose();
            throw;
        }
    }

    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        ports.Dispose();
    }
}
