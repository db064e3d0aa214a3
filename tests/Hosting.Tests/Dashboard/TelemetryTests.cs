using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests.Dashboard;

public sealed class TelemetryTests
{
    private static readonly string[] WithDashboard =
    [
        "--Embedded:Dashboard", "/opt/aspire-managed", "--ASPNETCORE_URLS", "http://127.0.0.1:18888", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://127.0.0.1:18889", "--AppHost:OtlpApiKey", "key",
    ];

    [Fact]
    public void Goes_ToTheDashboard_UnderTheResourcesName()
    {
        var test = new TestApplication(WithDashboard);
        var api = test.Add("api").WithOtlpExporter();
        using var environment = new Environments(test);
        var variables = environment.Of(api.Resource);
        Assert.Equal(("http://127.0.0.1:18889", "grpc", "x-otlp-api-key=key"), (variables["OTEL_EXPORTER_OTLP_ENDPOINT"], variables["OTEL_EXPORTER_OTLP_PROTOCOL"], variables["OTEL_EXPORTER_OTLP_HEADERS"]));
        Assert.Equal(("api", $"service.instance.id={environment.SuffixOf(api.Resource)}"), (variables["OTEL_SERVICE_NAME"], variables["OTEL_RESOURCE_ATTRIBUTES"]));
    }

    [Fact]
    public void Goes_Nowhere_WithoutADashboard()
    {
        var test = new TestApplication();
        var api = test.Add("api").WithOtlpExporter();
        using var environment = new Environments(test);
        Assert.Empty(environment.Of(api.Resource));
    }

    [Fact]
    public void Goes_ToTheCollectorOfTheEnvironment_UnderTheResourcesName()
    {
        // A process inherits the address itself, and whatever else is set.
        var test = new TestApplication("--OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317");
        var api = test.Add("api").WithOtlpExporter();
        using var environment = new Environments(test);
        Assert.Equal(["OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME"], environment.Of(api.Resource).Keys.Order());
        Assert.Equal("api", environment.Of(api.Resource)["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public void IsLeftAlone_ForWhoeverDoesNotExport()
    {
        var test = new TestApplication(WithDashboard);
        var mysql = test.Add("mysql");
        using var environment = new Environments(test);
        Assert.Empty(environment.Of(mysql.Resource));
    }

    [Fact]
    public void Names_EveryWrongAddress()
    {
        var test = new TestApplication("--Embedded:Dashboard", "/opt/aspire-managed", "--ASPNETCORE_URLS", "http://0.0.0.0:80");
        var error = Assert.Throws<DistributedApplicationException>(test.Builder.Build);
        Assert.Contains("ASPNETCORE_URLS is 'http://0.0.0.0:80'", error.Message, StringComparison.Ordinal);
        Assert.Contains("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL is not set", error.Message, StringComparison.Ordinal);
    }

    private sealed class Environments(TestApplication test) : IDisposable
    {
        private readonly DistributedApplication app = test.Builder.Build();

        public Dictionary<string, object> Of(IResource resource)
        {
            var variables = new Dictionary<string, object>();
            app.Services.GetRequiredService<TelemetryEnvironment>().AddTo(variables, resource);
            return variables;
        }

        public string SuffixOf(IResource resource) => app.Services.GetRequiredService<ResourceInstances>().SuffixOf(resource);

        public void Dispose() => (app.Services as IDisposable)?.Dispose();
    }
}
