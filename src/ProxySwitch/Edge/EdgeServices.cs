using System.Net.Sockets;
using ProxySwitch.Control;
using ProxySwitch.Edge.Clients;
using ProxySwitch.Edge.Control;
using ProxySwitch.Edge.Forwarding;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge;

internal static class EdgeServices
{
    private const string Example =
        "PROXY_UPSTREAMS=\"api-lightsail=127.0.0.1:8080;chat-lightsail=127.0.0.1:8081\" PROXY_ACTIVE=\"api=api-lightsail;chat=chat-lightsail\"";

    public static void AddEdge(this WebApplicationBuilder builder, EdgeOptions options, Socket listener, Socket control)
    {
        builder.UseControlServer(control);
        // It would write a line or two per failed request; ours are throttled.
        builder.Logging.AddFilter("Yarp.ReverseProxy", LogLevel.None);
        builder.Services.AddHttpForwarder();
        builder.Services
            .AddSingleton(options)
            .AddSingleton(options.Token)
            .AddSingleton(new EdgeTableFormat(options.AllowedHosts))
            .AddSingleton(services => new TableFile<EdgeTable>(options.UpstreamFile, "upstream file", services.GetRequiredService<EdgeTableFormat>()))
            .AddSingleton<IUpstreamNetwork>(services => new UpstreamNetwork(options.ConnectTimeout, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<UpstreamClients>()
            .AddSingleton<EdgeSwitchboard>()
            .AddSingleton(services => new FirstTable<EdgeTable>(options.InitialTable, Example, services.GetRequiredService<TableFile<EdgeTable>>(),
                services.GetRequiredService<EdgeSwitchboard>(), services.GetRequiredService<ILogger<FirstTable<EdgeTable>>>()))
            .AddSingleton<ConnectionTable>()
            .AddSingleton<LastRequest>()
            .AddSingleton<FailureAnswer>()
            .AddSingleton<EdgeApplication>()
            .AddSingleton(services => ActivatorUtilities.CreateInstance<EdgeServer>(services, listener))
            .AddSingleton<EdgeStateReader>()
            .AddSingleton<EdgeMetrics>()
            .AddHostedService(services => services.GetRequiredService<EdgeServer>())
            .AddHostedService<RetirementSweep>();
    }
}
