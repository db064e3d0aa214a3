using System.Net;
using System.Net.Sockets;
using ServiceDefaults;

namespace ProxySwitch;

/// <summary>A running role that has a port for clients and one for its control API: table loaded, both open.</summary>
internal sealed class ProxyHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ProxyHost(WebApplication app, IPEndPoint listen, IPEndPoint control) => (this.app, Listen, Control) = (app, listen, new($"http://{control}"));

    public IPEndPoint Listen { get; }

    public Uri Control { get; }

    /// <param name="add">Adds the role's services; gets the socket for clients and the one for the control API.</param>
    /// <param name="prepare">Maps the control API and loads the first table.</param>
    /// <exception cref="StartUpException">A port that cannot be had, or a bad table. Nothing is left running.</exception>
    public static async Task<ProxyHost> StartAsync(
        WebApplicationBuilder builder, IPEndPoint listen, IPEndPoint control, Action<WebApplicationBuilder, Socket, Socket> add, Func<WebApplication, Task> prepare)
    {
        var listener = ListenSocket.Open(listen, "PROXY_LISTEN");
        var controller = default(Socket);
        var app = default(WebApplication);
        try
        {
            controller = ListenSocket.Open(control, "PROXY_CONTROL_URL");
            var (listenAt, controlAt) = ((IPEndPoint)listener.LocalEndPoint!, (IPEndPoint)controller.LocalEndPoint!);
            builder.AddServiceDefaults();
            add(builder, listener, controller);
            app = builder.Build();
            app.MapDefaultEndpoints();
            await prepare(app);
            await app.StartAsync();
            return new(app, listenAt, controlAt);
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

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
