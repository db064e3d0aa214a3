using ProxySwitch.Db.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;

namespace ProxySwitch.Db;

internal static class DbProxyHost
{
    /// <exception cref="StartUpException">A port that cannot be had, or a bad upstream file. Nothing is left running.</exception>
    public static Task<ProxyHost> StartAsync(WebApplicationBuilder builder, DbProxyOptions options) => ProxyHost.StartAsync(
        builder, options.Listen, options.Control,
        (role, listener, control) => role.AddDbProxy(options, listener, control),
        async app =>
        {
            app.MapControlApi();
            _ = app.Services.GetRequiredService<ProxyMetrics>(); // exists to be observed; nobody asks for it
            await app.Services.GetRequiredService<FirstTable<UpstreamTable>>().LoadAsync(CancellationToken.None);
        });
}
