using System.Net;
using System.Net.Sockets;
using ProxySwitch.Tables;
using ServiceDefaults;

namespace ProxySwitch;

/// <summary>A running role: table loaded, its port for clients and the one for its control API open.</summary>
internal sealed class ProxyHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly IDisposable listener;

    private ProxyHost(WebApplication app, IDisposable listener, IPEndPoint listen, IPEndPoint control) =>
        (this.app, this.listener, Listen, Control) = (app, listener, listen, new($"http://{control}"));

    public IPEndPoint Listen { get; }

    public Uri Control { get; }

    /// <param name="builder">Of the role's application.</param>
    /// <param name="listener">What clients come to; the host's own from here on.</param>
    /// <param name="listen">Where that is.</param>
    /// <param name="control">Where the control API shall answer.</param>
    /// <param name="add">Adds the role's services; gets the socket for the control API.</param>
    /// <param name="map">Maps the control API.</param>
    /// <typeparam name="TTable">The role's table: its first one is loaded before anything is open.</typeparam>
    /// <typeparam name="TMetrics">Exist to be observed: nobody else asks for them.</typeparam>
    /// <exception cref="StartUpException">A port that cannot be had, or a bad table. Nothing is left running.</exception>
    public static async Task<ProxyHost> StartAsync<TTable, TMetrics>(
        WebApplicationBuilder builder, IDisposable listener, IPEndPoint listen, IPEndPoint control, Action<Socket> add, Action<WebApplication> map)
        where TTable : class
        where TMetrics : class
    {
        var controller = default(Socket);
        var app = default(WebApplication);
        try
        {
            controller = ListenSocket.Open(control, "PROXY_CONTROL_URL");
            var controlAt = (IPEndPoint)controller.LocalEndPoint!;
            builder.AddServiceDefaults();
            add(controller);
            app = builder.Build();
            app.MapDefaultEndpoints();
            map(app);
            _ = app.Services.GetRequiredService<TMetrics>();
            await app.Services.GetRequiredService<FirstTable<TTable>>().LoadAsync(CancellationToken.None);
            await app.StartAsync();
            return new(app, listener, listen, controlAt);
        }
        catch
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
            listener.Dispose();
            controller?.Dispose();
            throw;
        }
    }

    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        listener.Dispose();
    }
}
