using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Edge.Control;
using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge;

internal static class EdgeHost
{
    /// <exception cref="StartUpException">A port that cannot be had, or a bad upstream file. Nothing is left running.</exception>
    public static Task<ProxyHost> StartAsync(WebApplicationBuilder builder, EdgeOptions options)
    {
        var listener = ListenSocket.Open(options.Listen, "PROXY_LISTEN");
        return ProxyHost.StartAsync<EdgeTable, EdgeMetrics>(
            builder, listener, (IPEndPoint)listener.LocalEndPoint!, options.Control,
            control => builder.AddEdge(options, listener, control),
            app => new ControlApi<EdgeChangeRequest, EdgeChange>(app.Services.GetRequiredService<EdgeSwitchboard>(), app.Services.GetRequiredService<EdgeStateReader>().Read).Map(app, "switch"));
    }
}
