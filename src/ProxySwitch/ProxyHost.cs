using System.Net;
using System.Net.Sockets;
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
    /// <param name="add">Adds the role's services; gets the listener and the socket for the control API.</param>
    /// <param name="prepare">Maps the control API and loads the first table.</param>
    /// <exception cref="StartUpException">A port that cannot be had, or a bad table. Nothing is left running.</exception>
    public static async Task<ProxyHost> StartAsync<TListener>(
        WebApplicationBuilder builder, TListener listener, IPEndPoint listen, IPEndPoint control, Action<WebApplicationBuilder, TListener, Socket> add, Func<WebApplication, Task> prepare)
        where TListener : IDisposable
    {
        var controller = default(Socket);
        var app = default(WebApplication);
        try
        {
            controller = ListenSocket.Open(control, "PROXY_CONTROL_URL");
            var controlAt = (IPEndPoint)controller.LocalEndPoint!;
            builder.AddServiceDefaults();
            add(builder, listener, controller);
            app = builder.Build();
            app.MapDefaultEndpoints();
            await prepare(app);
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
