using System.Net.Sockets;
using ProxySwitch.Control;
using ProxySwitch.Db.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Db.Sessions;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db;

internal static class DbProxyServices
{
    public static void AddDbProxy(this WebApplicationBuilder builder, DbProxyOptions options, Socket listener, Socket control)
    {
        builder.UseControlServer(control);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(options.Token)
            .AddSingleton(new UpstreamFile(options.UpstreamFile, new UpstreamTableParser(options.AllowedHosts)))
            .AddSingleton<IUpstreamNetwork>(services => new UpstreamNetwork(options.ConnectTimeout, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<FirstTable>()
            .AddSingleton<Switchboard>()
            .AddSingleton<SessionTable>()
            .AddSingleton(services => ActivatorUtilities.CreateInstance<SessionListener>(services, listener))
            .AddSingleton<StateReader>()
            .AddSingleton<ProxyMetrics>()
            .AddHostedService(services => services.GetRequiredService<SessionListener>())
            .AddHostedService<IdleSweep>();
    }
}
