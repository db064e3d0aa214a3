using System.Net.Sockets;
using ProxySwitch.Control;
using ProxySwitch.Db.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Db.Sessions;
using ProxySwitch.Tables;
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
            .AddSingleton(new TableFile<UpstreamTable>(options.UpstreamFile, "upstream file", new UpstreamTableFormat(options.AllowedHosts)))
            .AddSingleton<IUpstreamNetwork>(services => new UpstreamNetwork(options.ConnectTimeout, services.GetRequiredService<TimeProvider>()))
            .AddSingleton(services => new FirstTable<UpstreamTable>(
                options.InitialTable, "PROXY_UPSTREAMS=\"source=127.0.0.1:3310;target=127.0.0.1:3311\" PROXY_ACTIVE=source",
                services.GetRequiredService<TableFile<UpstreamTable>>(), services.GetRequiredService<Switchboard>(), services.GetRequiredService<ILogger<FirstTable<UpstreamTable>>>()))
            .AddSingleton<Switchboard>()
            .AddSingleton<SessionTable>()
            .AddSingleton(services => ActivatorUtilities.CreateInstance<SessionListener>(services, listener))
            .AddSingleton<StateReader>()
            .AddSingleton<ProxyMetrics>()
            .AddHostedService(services => services.GetRequiredService<SessionListener>())
            .AddHostedService<IdleSweep>();
    }
}
