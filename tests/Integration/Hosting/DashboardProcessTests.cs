using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using MySqlRuntime.Servers;
using Support;

namespace Integration.Hosting;

/// <summary>A dashboard that is a shell: how the host runs it.</summary>
public sealed class DashboardProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("hosting-tests-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IsStartedAgain_WhenItDies_AndEndsWithTheApplication()
    {
        await using var app = Build("env > env; echo $$ >> pids; exec sleep 300");
        await app.StartAsync(Cancellation);
        await Eventually.TrueAsync(() => Pids().Count == 1, Cancellation, Patience);
        using (var kill = System.Diagnostics.Process.Start("kill", ["-9", Pids()[0].ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        await Eventually.TrueAsync(() => Pids().Count == 2, Cancellation, Patience);
        Assert.True(LivingProcess.Is(Pids()[1]));
        var environment = await File.ReadAllLinesAsync(Path.Combine(folder, "env"), Cancellation);
        Assert.Contains("DASHBOARD__FRONTEND__AUTHMODE=BrowserToken", environment);
        Assert.Contains(environment, line => line.StartsWith("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://127.0.0.1:", StringComparison.Ordinal));

        await app.StopAsync(Cancellation);
        Assert.DoesNotContain(Pids(), LivingProcess.Is);
    }

    [Fact]
    public async Task ATakenPort_IsNamed()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var app = Build("exec sleep 300", port);
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
        Assert.Contains($"The dashboard asks for port {port}", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private DistributedApplication Build(string script, int? port = null)
    {
        var program = Path.Combine(folder, "aspire-managed");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args =
            [
                "--Embedded:Directory", folder, "--Embedded:Dashboard", program,
                "--ASPNETCORE_URLS", $"http://127.0.0.1:{port ?? FreePort.Next()}", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://127.0.0.1:{FreePort.Next()}",
            ],
            ProjectDirectory = folder,
        });
        builder.AddExecutable("one", "/bin/sh", folder, "-c", "sleep 300 & wait");
        return builder.Build();
    }

    private List<int> Pids() => File.Exists(Path.Combine(folder, "pids"))
        ? [.. File.ReadAllLines(Path.Combine(folder, "pids")).Select(line => int.Parse(line, CultureInfo.InvariantCulture))]
        : [];
}
