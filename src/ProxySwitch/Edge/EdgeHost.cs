using ProxySwitch.Edge.Control;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Tables;

namespace ProxySwitch.Edge;

internal static class EdgeHost
{
    /// <exception cref="StartUpException">A port that cannot be had, or a bad upstream file. Nothing is left running.</exception>
    public static Task<ProxyHost> StartAsync(WebApplicationBuilder builder, EdgeOptions options) => ProxyHost.StartAsync(
        builder, options.Listen, options.Control,
        (role, listener, control) => role.AddEdge(options, listener, control),
        async app =>
        {
            app.MapEdgeControlApi();
            _ = app.Services.GetRequiredService<EdgeMetrics>(); // exists to be observed; nobody asks for it
            await app.Services.GetRequiredService<FirstTable<EdgeTable>>().LoadAsync(CancellationToken.None);
        });
}
