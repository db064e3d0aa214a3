using System.Diagnostics;
using AppHost.Dashboard;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AppHost.Topology;

/// <summary>
/// Migration's command line, pointed at this lab: what an operator types, as a button. Guards decide whether a runbook may run now, so a button
/// pressed at the wrong moment changes nothing and says why.
/// </summary>
internal sealed class RunbookProgram(Lab lab, MigrationTopology migration, LabSecrets secrets)
{
    private const int LinesOfAReason = 6;
    private static readonly string Program = BuildMetadata.Find("MigrationProgram")!;

    public async Task<ExecuteCommandResult> RunAsync(string runbook, ExecuteCommandContext context)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", Program, runbook])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var telemetry = RunbookTelemetry.Variables(lab.Dashboard, context.Services.GetRequiredService<IConfiguration>());
        foreach (var (name, value) in (await EnvironmentAsync(context.CancellationToken)).Concat(telemetry))
        {
            start.Environment[name] = value;
        }

        start.Environment["TMPDIR"] = lab.Folder.Temporary;
        using var program = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        var said = new List<string>();
        try
        {
            await Task.WhenAll(ListenAsync(program.StandardOutput), ListenAsync(program.StandardError));
            await program.WaitForExitAsync(context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The lab is going, and its servers with it: there is nothing to put right.
            program.Kill(entireProcessTree: true);
            return CommandResults.Canceled();
        }

        return program.ExitCode == 0
            ? CommandResults.Success($"{runbook} is done. {said.LastOrDefault()}")
            : CommandResults.Failure(string.Join('\n', said.TakeLast(LinesOfAReason)));

        async Task ListenAsync(StreamReader output)
        {
            while (await output.ReadLineAsync(context.CancellationToken) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                lock (said)
                {
                    said.Add(line.Trim());
                }

                context.Logger.LogInformation("{Line}", line);
            }
        }
    }

    private async Task<IReadOnlyList<(string Name, string Value)>> EnvironmentAsync(CancellationToken cancellation)
    {
        var token = await ValueAsync(secrets.ProxyToken.Resource);
        var proxy = migration.Proxy.GetEndpoint("mysql");
        var variables = new List<(string, string)>
        {
            ("MIGRATION_SOURCE", await ValueAsync(migration.Source.ConnectionString("root", secrets.Root))),
            ("MIGRATION_TARGET", await ValueAsync(migration.Target.ConnectionString("admin", secrets.Admin))),
            ("MIGRATION_SOURCE_PEER", await ValueAsync(migration.Source.PeerAddress)),
            ("MIGRATION_TARGET_PEER", await ValueAsync(migration.Target.PeerAddress)),
            ("MIGRATION_PROXY", await ValueAsync(ReferenceExpression.Create($"127.0.0.1:{proxy.Property(EndpointProperty.Port)}"))),
            ("MIGRATION_PROXY_CONTROL", await ControlAsync(migration.Proxy)),
            ("MIGRATION_PROXY_TOKEN", token),
            ("MIGRATION_APP_PASSWORD", secrets.Passwords.Application),
            ("MIGRATION_REPL_PASSWORD", secrets.Passwords.Replication),
            ("MIGRATION_STATE_DIR", Path.Combine(lab.Folder.Path, "runbooks")),
            ("MIGRATION_EDGE", $"http://{migration.Network.Old}"),
            ("MIGRATION_EDGE_CONTROL", await ControlAsync(migration.OldEdge)),
            ("MIGRATION_EDGE_TOKEN", token),
            ("MIGRATION_NEW_EDGE", $"http://{migration.Network.New}"),
            ("MIGRATION_NEW_EDGE_CONTROL", await ControlAsync(migration.NewEdge)),
            ("MIGRATION_NEW_EDGE_TOKEN", token),
            ("MIGRATION_DNS", migration.Network.Dns.ToString()),
            ("MIGRATION_DNS_CONTROL", await ControlAsync(migration.Dns)),
            ("MIGRATION_DNS_TOKEN", token),
            ("MIGRATION_DNS_NAME", EdgeNetwork.Name),
        };
        if (lab.MySqlDump is { } mysqldump)
        {
            variables.Add(("MIGRATION_MYSQLDUMP", mysqldump));
        }

        foreach (var (site, services) in new[] { ("BLUE", migration.Blue), ("GREEN", migration.Green), ("VPC", migration.Vpc) })
        {
            variables.Add(($"MIGRATION_API_{site}", await InstanceAsync(services.Api)));
            variables.Add(($"MIGRATION_CHAT_{site}", await InstanceAsync(services.Chat)));
        }

        return [.. variables, .. lab.Control.Variables];

        async Task<string> ValueAsync(IValueProvider provider) => await provider.GetValueAsync(cancellation) ?? "";

        Task<string> ControlAsync(IResourceBuilder<ProjectResource> resource) => ValueAsync(DoktoriExtensions.LoopbackUrl(resource.GetEndpoint("control")));

        async Task<string> InstanceAsync(IResourceBuilder<ProjectResource> service) =>
            $"{service.Resource.Name}={await ValueAsync(DoktoriExtensions.LoopbackUrl(service.GetEndpoint("http")))}";
    }
}
