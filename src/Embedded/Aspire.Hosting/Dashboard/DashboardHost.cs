using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Runs the dashboard beside the application: its resource service in this process, itself as a child that is started again when it dies.</summary>
internal sealed partial class DashboardHost(
    DashboardOptions options,
    ResourceServiceHost resourceService,
    IProcessStarter processes,
    ResourceLoggerService loggers,
    TimeProvider time,
    ILogger<DashboardHost> logger) : IHostedService, IAsyncDisposable
{
    private const string Name = "aspire-dashboard";
    private const int MostFailuresInARow = 5;
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    /// <summary>One that lived this long did not fail at its start.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource stop = new();
    private Task supervision = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.IsEnabled)
        {
            return;
        }

        RequireFree(options.Frontend!);
        RequireFree(options.OtlpGrpc!);
        await resourceService.StartAsync(port: 0, cancellationToken);
        supervision = SuperviseAsync(stop.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await supervision;
        await resourceService.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await supervision;
        stop.Dispose();
    }

    private static void RequireFree(Uri address)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, address.Port);
            probe.Start();
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new DistributedApplicationException($"The dashboard asks for port {address.Port}, but another process listens there or this user may not. Choose another port.", error);
        }
    }

    private async Task SuperviseAsync(CancellationToken stopped)
    {
        var failures = 0;
        while (!stopped.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var end = await RunOnceAsync(stopped);
            if (stopped.IsCancellationRequested)
            {
                return;
            }

            failures = time.GetElapsedTime(began) > Settled ? 1 : failures + 1;
            if (failures == MostFailuresInARow)
            {
                GivenUp(end, failures, loggers.LogOf(Name).Path);
                return;
            }

            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, failures - 1)));
            StartedAgain(end, pause.TotalSeconds);
            await Task.Delay(pause, time, stopped).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>How it ended, in words.</summary>
    private async Task<string> RunOnceAsync(CancellationToken stopped)
    {
        try
        {
            var child = processes.Start(Describe(), loggers.LogOf(Name).Append);
            await using var registration = stopped.Register(child.Terminate);
            await Task.WhenAny(child.Exited, Task.Delay(Timeout.Infinite, stopped));
            if (stopped.IsCancellationRequested && await Task.WhenAny(child.Exited, Task.Delay(StopGrace, time, CancellationToken.None)) != child.Exited)
            {
                child.Kill();
            }

            var exitCode = await child.Exited;
            return string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}");
        }
        catch (Exception error) when (error is DistributedApplicationException or IOException or System.ComponentModel.Win32Exception)
        {
            return error.Message;
        }
    }

    private LaunchSpec Describe()
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = Text(options.Frontend!),
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Text(options.OtlpGrpc!),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = Text(resourceService.Address!),
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = options.ResourceServiceKey,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = options.OtlpApiKey,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = options.ApiKey,
            ["DASHBOARD__APPLICATIONNAME"] = options.ApplicationName,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = options.BrowserToken is null ? "Unsecured" : "BrowserToken",

            // At Information it would print the link with the token in it.
            ["LOGGING__LOGLEVEL__DEFAULT"] = "Warning",
            ["ASPIRE_CLI_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        };
        if (options.OtlpHttp is { } http)
        {
            environment["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = Text(http);
        }

        if (options.BrowserToken is { } token)
        {
            environment["DASHBOARD__FRONTEND__BROWSERTOKEN"] = token;
        }

        return new LaunchSpec(options.Program!, ["dashboard"], Path.GetDirectoryName(options.Program!)!, environment);
    }

    private static string Text(Uri address) => address.ToString().TrimEnd('/');

    [LoggerMessage(EventId = 1411, Level = LogLevel.Warning, Message = "The dashboard ended ({End}); it is started again in {Seconds} s.")]
    private partial void StartedAgain(string end, double seconds);

    [LoggerMessage(EventId = 1412, Level = LogLevel.Error, Message = "The dashboard ended ({End}) {Failures} times in a row and is given up; the lab goes on without. Its log: {Log}")]
    private partial void GivenUp(string end, int failures, string log);
}
