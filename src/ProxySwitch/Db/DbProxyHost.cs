using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Db.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;

namespace ProxySwitch.Db;

internal static class DbProxyHost
{
    /// <exception cref="StartUpException">A port that cannot be had, or a bad upstream file. Nothing is left running.</exception>
    public static Task<ProxyHost> StartAsync(WebApplicationBuilder builder, DbProxyOptions options)
    {
        var listener = ListenSocket.Open(options.Listen, "PROXY_LISTEN");
        return ProxyHost.StartAsync(
            builder, listener, (IPEndPoint)listener.LocalEndPoint!, options.Control,
            (role, clients, control) => role.AddDbProxy(options, clients, control),
            async app =>
            {
                new ControlApi<ActiveRequest, string>(app.Services.GetRequiredService<Switchboard>(), app.Services.GetRequiredService<StateReader>().Read).Map(app, "switch");
                _ = app.Services.GetRequiredService<ProxyMetrics>(); // exists to be observed; nobody asks for it
                await app.Services.GetRequiredService<FirstTable<UpstreamTable>>().LoadAsync(CancellationToken.None);
            });
    }
}
