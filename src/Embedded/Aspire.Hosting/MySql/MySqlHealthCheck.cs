using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;

namespace Aspire.Hosting.MySql;

/// <summary>Healthy when root can log in.</summary>
internal sealed class MySqlHealthCheck(IResourceWithConnectionString resource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await OpenAsync(resource, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (MySqlException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message);
        }
    }

    /// <summary>A connection that nobody shares: no TLS on loopback, so the server's public key is asked for.</summary>
    public static async Task<MySqlConnection> OpenAsync(IResourceWithConnectionString resource, CancellationToken cancellationToken)
    {
        var builder = new MySqlConnectionStringBuilder(await resource.GetConnectionStringAsync(cancellationToken) ?? string.Empty)
        {
            SslMode = MySqlSslMode.None,
            AllowPublicKeyRetrieval = true,
            Pooling = false,
        };
        var connection = new MySqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
