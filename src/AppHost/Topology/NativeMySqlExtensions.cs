using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MySqlConnector;
using MySqlRuntime.Servers;

namespace AppHost.Topology;

/// <summary>A MySQL server as a program of this machine (<c>--mysql native</c>), for a host that would otherwise run a container.</summary>
internal static class NativeMySqlExtensions
{
    public static MySqlServer AddNativeMySql(this IDistributedApplicationBuilder builder, string name, int serverId, Lab lab, LabSecrets secrets, string? database)
    {
        var installation = lab.MySql.Installation ?? throw new InvalidOperationException("A native server needs an installation.");
        var port = FreePort.Next();
        var options = new MySqlServerOptions
        {
            Name = name,
            ServerId = (uint)serverId,
            Port = port,
            DataDirectory = Directory.CreateDirectory(Path.Combine(lab.Folder.Path, name)).FullName,
            RootPassword = secrets.Passwords.Root,
        };
        var initFile = Path.Combine(lab.Folder.Path, $"{name}.init.sql");

        // Without a file of its own the error log goes to standard error, and so becomes the resource's log.
        var mysqld = installation.Tool("mysqld");
        string[] arguments = [.. mysqld.With(ServerArguments.Build(installation, options, initFile).Where(argument => !argument.StartsWith("--log-error=", StringComparison.Ordinal)))];
        var rootConnection = LabConnectionString.For(port, "root", options.RootPassword);
        builder.Services.AddHealthChecks().AddAsyncCheck($"{name}_root", cancellation => CanLogInAsync(rootConnection, cancellation));

        var resource = builder.AddExecutable(name, mysqld.File, options.DataDirectory, arguments)
            .WithEndpoint(port, port, "tcp", "mysql", isProxied: false)
            .WithHealthCheck($"{name}_root")
            .OnBeforeResourceStarted(async (_, _, cancellation) =>
            {
                await DataDirectory.PrepareAsync(installation, options.DataDirectory, cancellation);
                RootAccountFile.Write(initFile, options.RootPassword);
            })
            .OnResourceReady((_, _, cancellation) => FinishAsync(initFile, rootConnection, database, cancellation));
        var endpoint = resource.GetEndpoint("mysql");
        return new MySqlServer(resource, endpoint, ReferenceExpression.Create($"127.0.0.1:{endpoint.Property(EndpointProperty.Port)}"));
    }

    private static async Task<HealthCheckResult> CanLogInAsync(string rootConnection, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new MySqlConnection($"{rootConnection};Pooling=false");
            await connection.OpenAsync(cancellation);
            return HealthCheckResult.Healthy();
        }
        catch (MySqlException error)
        {
            return HealthCheckResult.Unhealthy(error.Message);
        }
    }

    private static async Task FinishAsync(string initFile, string rootConnection, string? database, CancellationToken cancellation)
    {
        File.Delete(initFile);
        if (database is not null)
        {
            await using var connection = new MySqlConnection($"{rootConnection};Pooling=false");
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // An identifier cannot be a parameter; it is quoted.
            command.CommandText = $"CREATE DATABASE IF NOT EXISTS {new MySqlCommandBuilder().QuoteIdentifier(database)}";
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
