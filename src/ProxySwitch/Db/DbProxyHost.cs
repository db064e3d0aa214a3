using System.Net;
using System.Net.Sockets;
using ProxySwitch.Db.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;
using ServiceDefaults;

namespace ProxySwitch.Db;

/// <summary>A running db-proxy: table loaded, both ports open.</summary>
internal sealed class DbProxyHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private DbProxyHost(WebApplication app, IPEndPoint listen, IPEndPoint control) => (this.app, Listen, Control) = (app, listen, new($"http://{control}"));

    public IPEndPoint Listen { get; }

    public Uri Control { get; }

    /// <exception cref="StartUpException">A port that cannot be had, or a bad upstream file. Nothing is left running.</exception>
    public static async Task<DbProxyHost> StartAsync(WebApplicationBuilder builder, DbProxyOptions options)
    {
        var listener = ListenSocket.Open(options.Listen, "PROXY_LISTEN");
        var control = default(Socket);
        var app = default(WebApplication);
        try
        {
            control = ListenSocket.Open(options.Control, "PROXY_CONTROL_URL");
            var (listen, controlAt) = ((IPEndPoint)listener.LocalEndPoint!, (IPEndPoint)control.LocalEndPoint!);
            builder.AddServiceDefaults();
            builder.AddDbProxy(options, listener, control);
            app = builder.Build();
            app.MapDefaultEndpoints();
            app.MapControlApi();
            _ = app.Services.GetRequiredService<ProxyMetrics>(); // exists to be observed; nobody asks for it
            await app.Services.GetRequiredService<FirstTable<UpstreamTable>>().LoadAsync(CancellationToken.None);
            await app.StartAsync();
            return new(app, listen, controlAt);
        }
        catch
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
            listener.Dispose();
            control?.Dispose();
            throw;
        }
    }

    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
