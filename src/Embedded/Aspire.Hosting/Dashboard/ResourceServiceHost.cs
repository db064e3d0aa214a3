using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Serves <see cref="DashboardService"/> on a loopback port: HTTP/2 without TLS.</summary>
internal sealed class ResourceServiceHost(
    DashboardOptions options,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceCommandService commands,
    ResourceInstances instances,
    TimeProvider time,
    ILoggerFactory logging) : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(2);
    private WebApplication? server;

    /// <summary>Where it listens; null unless it is started.</summary>
    public Uri? Address { get; private set; }

    /// <param name="port">0 lets the system choose.</param>
    public async Task StartAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(notifications);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(commands);
        builder.Services.AddSingleton(instances);
        builder.Services.AddSingleton(new ResourceMessages(instances, time));
        builder.Services.AddSingleton<ResourceServiceStopping>();
        builder.Services.AddSingleton<DashboardService>();
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<ResourceServiceKeyInterceptor>());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        server = builder.Build();
        server.MapGrpcService<DashboardService>();
        await server.StartAsync(cancellationToken);
        Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task StopAsync()
    {
        if (server is null)
        {
            return;
        }

        server.Services.GetRequiredService<ResourceServiceStopping>().Announce();
        using var patience = new CancellationTokenSource(LongestStop, TimeProvider.System);
        try
        {
            await server.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Someone still read or waited; disposing ends that.
        }

        await server.DisposeAsync();
        server = null;
        Address = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Ctrl+C is for the application to handle, not for its servers.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
