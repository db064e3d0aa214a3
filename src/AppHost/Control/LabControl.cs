using System.Net;
using System.Security.Cryptography;
using System.Text;
using AppHost.Reports;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHost.Control;

/// <summary>
/// The lab's control API: a loopback port the system chooses, and a token that is new for every lab. Programs of the lab get both by
/// environment (<c>LAB_CONTROL_URL</c>, <c>LAB_CONTROL_TOKEN</c>), other terminals of this user from a private file.
/// </summary>
internal sealed class LabControl : IAsyncDisposable
{
    private const string Scheme = "Bearer ";
    private const int TokenBytes = 32;
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(1);
    private readonly string token = RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true);
    private readonly CancellationTokenSource stopping = new();
    private IResourceBuilder<ParameterResource>? parameter;
    private WebApplication? server;
    private Uri? address;
    private string? folder;

    public CommandRules Rules { get; } = new();

    public required LabReports Reports { get; init; }

    /// <summary>Null until it listens.</summary>
    public Uri? Server => address;

    /// <summary>Makes the token one of the application's secrets, so that no log shows it.</summary>
    public void AddTo(IDistributedApplicationBuilder builder) => parameter = builder.AddParameter("lab-control-token", token, secret: true);

    /// <summary>The same for a program that is started while the lab is up.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables => [("LAB_CONTROL_URL", Address), ("LAB_CONTROL_TOKEN", token)];

    private string Address => address?.ToString().TrimEnd('/') ?? string.Empty;

    /// <summary>Tells a program of the lab how to reach the control API.</summary>
    public IResourceBuilder<T> Give<T>(IResourceBuilder<T> program)
        where T : IResourceWithEnvironment => program
        .WithEnvironment("LAB_CONTROL_URL", () => Address)
        .WithEnvironment("LAB_CONTROL_TOKEN", parameter ?? throw new InvalidOperationException("AddLab comes before the lab's programs."));

    /// <summary>Listens, then tells other terminals. Before any resource starts: their environment holds the address.</summary>
    public async Task StartAsync(DistributedApplication app, LabStates states, string labFolder, TimeProvider time, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, SignalFreeLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        server = builder.Build();
        server.Use(GuardAsync);
        server.MapGet("/health", () => "ok");
        new ControlApi(app, states, Rules, stopping.Token).Map(server);
        Reports.Map(server);
        await server.StartAsync(cancellation);
        address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        folder = labFolder;
        ControlFile.Write(labFolder, new ControlAccess(Path.GetFileName(labFolder), address, token, Environment.ProcessId, time.GetUtcNow()));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (server is not null)
        {
            ControlFile.Remove(folder ?? string.Empty);
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
        }

        stopping.Dispose();
    }

    /// <summary>Without the token nothing under /control is read, let alone done.</summary>
    private async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!http.Request.Path.StartsWithSegments("/control", StringComparison.OrdinalIgnoreCase) || (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Matches(header[Scheme.Length..].Trim())))
        {
            await next(http);
            return;
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        await ControlRefusal.Answer(StatusCodes.Status401Unauthorized, "unauthorized", "a valid token is needed: Authorization: Bearer <token>").ExecuteAsync(http);
    }

    /// <summary>Hashes take the same time to compare whatever was sent.</summary>
    private bool Matches(string presented) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
