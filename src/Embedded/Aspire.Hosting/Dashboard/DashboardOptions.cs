using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Whether and how the dashboard is run. Addresses and secrets have Aspire's own configuration names; where its program is, <c>Embedded:Dashboard</c> says.
/// </summary>
internal sealed record DashboardOptions
{
    private const int SecretBytes = 16;

    /// <summary>The program <c>aspire-managed</c>; null when there is no dashboard.</summary>
    public string? Program { get; init; }

    /// <summary>Where a person opens it.</summary>
    public Uri? Frontend { get; init; }

    /// <summary>Where it takes telemetry by gRPC.</summary>
    public Uri? OtlpGrpc { get; init; }

    /// <summary>Where it takes telemetry by HTTP; null does without.</summary>
    public Uri? OtlpHttp { get; init; }

    /// <summary>Asked for at the first visit; null lets everyone of this machine in.</summary>
    public string? BrowserToken { get; init; }

    public string OtlpApiKey { get; init; } = Secret();

    /// <summary>For the dashboard's own API, which tells by program what it has received.</summary>
    public string ApiKey { get; init; } = Secret();

    /// <summary>Between the dashboard and the resource service.</summary>
    public string ResourceServiceKey { get; init; } = Secret();

    public string ApplicationName { get; init; } = "AppHost";

    public bool IsEnabled => Program is not null;

    public IEnumerable<string> Secrets => BrowserToken is null ? [OtlpApiKey, ApiKey, ResourceServiceKey] : [OtlpApiKey, ApiKey, ResourceServiceKey, BrowserToken];

    /// <exception cref="DistributedApplicationException">A value is missing or wrong; every one is named.</exception>
    public static DashboardOptions Read(IConfiguration configuration, string applicationName, bool isDisabled)
    {
        var program = configuration["Embedded:Dashboard"];
        if (isDisabled || string.IsNullOrEmpty(program))
        {
            return new DashboardOptions();
        }

        var errors = new List<string>();
        var options = new DashboardOptions
        {
            Program = program,
            Frontend = Loopback(configuration, "ASPNETCORE_URLS", isRequired: true, errors),
            OtlpGrpc = Loopback(configuration, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", isRequired: true, errors),
            OtlpHttp = Loopback(configuration, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", isRequired: false, errors),
            BrowserToken = configuration["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] == "true" ? null : configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] ?? Secret(),
            OtlpApiKey = configuration["AppHost:OtlpApiKey"] ?? Secret(),
            ApiKey = configuration["AppHost:DashboardApiKey"] ?? Secret(),
            ApplicationName = applicationName,
        };
        return errors.Count == 0 ? options : throw new DistributedApplicationException($"The dashboard cannot be run: {string.Join("; ", errors)}.");
    }

    private static Uri? Loopback(IConfiguration configuration, string name, bool isRequired, List<string> errors)
    {
        var text = configuration[name]?.Split(';')[0];
        if (string.IsNullOrEmpty(text))
        {
            if (isRequired)
            {
                errors.Add($"{name} is not set");
            }

            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
        {
            return uri;
        }

        errors.Add($"{name} is '{text}', which is not an http address of this machine such as http://127.0.0.1:18888");
        return null;
    }

    private static string Secret() => RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);
}
