using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.MySql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;

namespace Aspire.Hosting;

/// <summary>Adds MySQL servers and their databases. Aspire runs them in containers; here they are native processes, or containers of the docker or podman command line.</summary>
public static class MySqlBuilderExtensions
{
    private const string PasswordAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static readonly TimeSpan HealthCheckTimeout = TimeSpan.FromSeconds(5);

    /// <param name="password">Of root; a random one unless given.</param>
    /// <param name="port">A free one unless given.</param>
    public static IResourceBuilder<MySqlServerResource> AddMySql(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        password ??= builder.AddParameter($"{name}-password", RandomNumberGenerator.GetString(PasswordAlphabet, 24), secret: true);
        var server = builder.AddResource(new MySqlServerResource(name, password.Resource));
        return server
            .WithEndpoint(port, targetPort: 3306, name: MySqlServerResource.PrimaryEndpointName)
            .WithMySqlHealthCheck(server.Resource)
            .OnResourceReady((resource, happened, _) =>
            {
                happened.Services.GetRequiredService<MySqlLauncher>().ForgetPassword(resource);
                return Task.CompletedTask;
            });
    }

    /// <summary>Creates the database once its server is ready.</summary>
    /// <param name="databaseName">The resource's name unless given.</param>
    public static IResourceBuilder<MySqlDatabaseResource> AddDatabase(this IResourceBuilder<MySqlServerResource> builder, string name, string? databaseName = null)
    {
        var database = builder.ApplicationBuilder.AddResource(new MySqlDatabaseResource(name, databaseName ?? name, builder.Resource));
        builder.OnResourceReady((server, _, cancellation) => CreateAsync(server, database.Resource.DatabaseName, cancellation));
        return database.WithMySqlHealthCheck(database.Resource);
    }

    private static IResourceBuilder<T> WithMySqlHealthCheck<T>(this IResourceBuilder<T> builder, IResourceWithConnectionString resource)
        where T : IResource
    {
        var key = $"{resource.Name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(key, _ => new MySqlHealthCheck(resource), HealthStatus.Unhealthy, tags: null, HealthCheckTimeout));
        return builder.WithHealthCheck(key);
    }

    private static async Task CreateAsync(MySqlServerResource server, string database, CancellationToken cancellationToken)
    {
        await using var connection = await MySqlHealthCheck.OpenAsync(server, cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // An identifier cannot be a parameter; it is quoted.
        command.CommandText = $"CREATE DATABASE IF NOT EXISTS {new MySqlCommandBuilder().QuoteIdentifier(database)}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
