using System.Globalization;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using MySqlRuntime.Provisioning;
using MySqlRuntime.Servers;

namespace AppHost.Topology;

/// <summary>The two servers: both real MySQL with GTID row replication; the target has RDS's limits.</summary>
internal static class MySqlServerExtensions
{
    private const int ContainerPort = 3306;

    public static MySqlServer AddSourceServer(this IDistributedApplicationBuilder builder, string name, Lab lab, LabSecrets secrets)
    {
        var server = builder.AddMySqlServer(name, serverId: 1, lab, secrets, DoktoriDatabase.Name);
        server.OnFirstReady(secrets, (root, cancellation) => SourceAccounts.ApplyAsync(root, secrets.Passwords, cancellation));
        return server;
    }

    /// <summary>Its database comes with the dump.</summary>
    public static MySqlServer AddRdsServer(this IDistributedApplicationBuilder builder, string name, Lab lab, LabSecrets secrets)
    {
        var server = builder.AddMySqlServer(name, serverId: 2, lab, secrets, database: null);
        server.OnFirstReady(secrets, (root, cancellation) => RdsLimits.ApplyAsync(root, secrets.Passwords, cancellationToken: cancellation));
        return server;
    }

    /// <summary>Once: a server that comes back after it was killed has its accounts, and those that a runbook has fenced stay fenced.</summary>
    private static void OnFirstReady(this MySqlServer server, LabSecrets secrets, Func<string, CancellationToken, Task> provision)
    {
        var isProvisioned = false;
        server.Resource.OnResourceReady(async (_, _, cancellation) =>
        {
            if (!isProvisioned)
            {
                await provision((await server.ConnectionString("root", secrets.Root).GetValueAsync(cancellation))!, cancellation);
                isProvisioned = true;
            }
        });
    }

    private static MySqlServer AddMySqlServer(this IDistributedApplicationBuilder builder, string name, int serverId, Lab lab, LabSecrets secrets, string? database) =>
        lab.MySql.IsExecutable
            ? builder.AddNativeMySql(name, serverId, lab, secrets, database)
            : builder.AddAspireMySql(name, serverId, lab, secrets, database);

    private static MySqlServer AddAspireMySql(this IDistributedApplicationBuilder builder, string name, int serverId, Lab lab, LabSecrets secrets, string? database)
    {
        var resource = builder.AddMySql(name, secrets.Root).WithArgs(ReplicationArguments(serverId));
        if (database is not null)
        {
            resource.AddDatabase(database);
        }

        if (!lab.MySql.HasOwnNetwork)
        {
            var endpoint = resource.GetEndpoint("tcp");
            return new MySqlServer(resource, endpoint, ReferenceExpression.Create($"127.0.0.1:{endpoint.Property(EndpointProperty.Port)}"));
        }

        // A second way in: Aspire's own endpoint has Aspire's proxy before it. Peers meet in the container network, by name.
        var port = FreePort.Next();
        resource.WithEndpoint(port, ContainerPort, "tcp", "direct", isProxied: false);
        return new MySqlServer(resource, resource.GetEndpoint("direct"), ReferenceExpression.Create($"{name}:{ContainerPort.ToString(CultureInfo.InvariantCulture)}"));
    }

    private static string[] ReplicationArguments(int serverId) =>
    [
        $"--server-id={serverId.ToString(CultureInfo.InvariantCulture)}",
        "--log-bin=binlog",
        "--gtid-mode=ON",
        "--enforce-gtid-consistency=ON",
        "--binlog-row-metadata=FULL",
        "--skip-replica-start",
    ];
}
