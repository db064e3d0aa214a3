using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Logs;
using Aspire.Hosting.MySql;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Turns a described resource into the process to start: program, arguments, environment, all values read.</summary>
internal sealed class LaunchPlanner(BuiltProjects projects, MySqlLauncher mySql, SecretMask mask, TelemetryEnvironment telemetry)
{
    public async Task<LaunchSpec> PlanAsync(IResource resource, CancellationToken cancellationToken)
    {
        var environment = await EnvironmentOfAsync(resource, cancellationToken);
        var arguments = await ArgumentsOfAsync(resource, cancellationToken);
        return resource switch
        {
            ExecutableResource executable => new LaunchSpec(executable.Command, arguments, executable.WorkingDirectory, environment),
            ProjectResource project => PlanProject(project, arguments, environment),
            MySqlServerResource server => await mySql.PlanAsync(server, arguments, environment, cancellationToken),
            _ => throw new DistributedApplicationException($"'{resource.Name}' is a {ResourceTypes.NameOf(resource)}, which cannot be started here"),
        };
    }

    private LaunchSpec PlanProject(ProjectResource project, IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var path = project.Annotations.OfType<IProjectMetadata>().Single().ProjectPath;
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return new LaunchSpec(File.Exists(dotnet) ? dotnet : "dotnet", [projects.Find(path), .. arguments], Path.GetDirectoryName(path)!, environment);
    }

    private async Task<Dictionary<string, string>> EnvironmentOfAsync(IResource resource, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>();
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.EnvironmentVariable is not null))
        {
            values[endpoint.EnvironmentVariable!] = endpoint.AllocatedPort!.Value.ToString(CultureInfo.InvariantCulture);
        }

        if (resource is ProjectResource && endpoints.Where(endpoint => endpoint.Scheme is "http" or "https").ToList() is { Count: > 0 } web)
        {
            values["ASPNETCORE_URLS"] = string.Join(';', web.Select(endpoint => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://127.0.0.1:{endpoint.AllocatedPort}")));
        }

        // First, so that the application's own word counts.
        telemetry.AddTo(values, resource);
        var context = new EnvironmentCallbackContext(resource, values, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in values)
        {
            environment[name] = await ReadAsync(value, cancellationToken);
        }

        return environment;
    }

    private async Task<IReadOnlyList<string>> ArgumentsOfAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var arguments = new List<string>();
        foreach (var value in context.Args)
        {
            var argument = await ReadAsync(value, cancellationToken);
            arguments.Add(mask.Holds(argument)
                ? throw new DistributedApplicationException($"argument {arguments.Count + 1} holds a secret, which every user of the machine could read; pass it by environment")
                : argument);
        }

        return arguments;
    }

    private static async ValueTask<string> ReadAsync(object value, CancellationToken cancellationToken) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(cancellationToken) ?? string.Empty,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
