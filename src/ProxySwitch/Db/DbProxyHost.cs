using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Db.Control;
using ProxySwitch.Db.Routing;

namespace ProxySwitch.Db;

internal static class DbProxyHost
{
    /// <exception cref="StartUpException">A port that cannot be had, or a bad upstream file. Nothing is left running.</exception>
    public static Task<ProxyHost> StartAsync(WebApplicationBuilder builder, DbProxyOptions options)
    {
        var listener = ListenSocket.Open(options.Listen, "PROXY_LISTEN");
        return ProxyHost.StartAsync<UpstreamTable, ProxyMetrics>(
            builder, listener, (IPEndPoint)listener.LocalEndPoint!, options.Control,
            control => builder.AddDbProxy(options, listener, control),
            app => new ControlApi<ActiveRequest, string>(app.Services.GetRequiredService<Switchboard>(), app.Services.GetRequiredService<StateReader>().Read).Map(app, "switch"));
    }
}
