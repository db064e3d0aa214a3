using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Healthy when a GET is answered with the expected status.</summary>
internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int expectedStatus) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://127.0.0.1:{endpoint.Port}/{path.TrimStart('/')}");
        try
        {
            using var response = await Client.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == expectedStatus
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, string.Create(CultureInfo.InvariantCulture, $"GET {address} answered {(int)response.StatusCode}, not {expectedStatus}"));
        }
        catch (HttpRequestException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"GET {address}: {error.HttpRequestError}");
        }
    }
}
