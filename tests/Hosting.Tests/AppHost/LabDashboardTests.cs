using System.Net;
using System.Net.Sockets;
using AppHost.CommandLine;
using AppHost.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Hosting.Tests.AppHost;

public sealed class LabDashboardTests : IDisposable
{
    private static readonly DashboardChoice Wanted = new(IsWanted: true, IsUnsecured: false, Port: null);
    private readonly string root = Directory.CreateTempSubdirectory("hosting-tests-").FullName;

    private DashboardPlaces Nowhere => new(Path.Combine(root, "cache"), Explicit: null, root, SearchPath: string.Empty);

    private DashboardPlaces Somewhere
    {
        get
        {
            File.WriteAllText(Path.Combine(root, "aspire-managed"), "");
            return Nowhere with { Explicit = root };
        }
    }

    [Fact]
    public void Says_HowToGetIt_WhenItIsNotThere()
    {
        Assert.Contains("dashboard install", LabDashboard.Prepare(DashboardChoice.None, Nowhere).Describe(), StringComparison.Ordinal);
        Assert.Contains("--dashboard", LabDashboard.Prepare(DashboardChoice.None, Somewhere).Describe(), StringComparison.Ordinal);
        Assert.Contains("dashboard install", Assert.Throws<DashboardUnavailableException>(() => LabDashboard.Prepare(Wanted, Nowhere)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_ForALoginToken_UnlessToldNotTo()
    {
        var secured = LabDashboard.Prepare(Wanted, Somewhere);
        Assert.Matches("^Dashboard: http://127.0.0.1:[0-9]+/login\\?t=[0-9a-f]{32}$", secured.Describe());
        Assert.Contains($"/login?t={new ConfigurationBuilder().AddCommandLine([.. secured.Arguments]).Build()["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"]}", secured.Describe(), StringComparison.Ordinal);
        var unsecured = LabDashboard.Prepare(Wanted with { IsUnsecured = true }, Somewhere);
        Assert.Matches("^Dashboard: http://127.0.0.1:[0-9]+/$", unsecured.Describe());
        Assert.Contains("--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", unsecured.Arguments);
    }

    [Fact]
    public void Refuses_ATakenPort()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var error = Assert.Throws<DashboardUnavailableException>(() => LabDashboard.Prepare(Wanted with { Port = port }, Somewhere));
        Assert.Contains($"port {port} is taken by another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_TheTracesOfRunbooks_WhichAreNoResources()
    {
        var dashboard = LabDashboard.Prepare(Wanted, Somewhere);
        var configuration = new ConfigurationBuilder().AddCommandLine([.. dashboard.Arguments]).Build();
        var variables = RunbookTelemetry.Variables(dashboard, configuration).ToDictionary();
        Assert.Equal(configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"], variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Matches("^x-otlp-api-key=[0-9a-f]{32}$", variables["OTEL_EXPORTER_OTLP_HEADERS"]);

        // Without it the collector of the terminal is inherited.
        Assert.Equal(["OTEL_SERVICE_NAME"], RunbookTelemetry.Variables(LabDashboard.None, configuration).Select(variable => variable.Name));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
