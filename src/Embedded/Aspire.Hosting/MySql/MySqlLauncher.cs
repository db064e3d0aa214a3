using System.Collections.Concurrent;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using MySqlRuntime;
using MySqlRuntime.Containers;
using MySqlRuntime.Servers;

namespace Aspire.Hosting.MySql;

/// <summary>Runs a MySQL server resource as a native <c>mysqld</c>, or in a container when the application has a <see cref="MySqlImage"/> among its services.</summary>
internal sealed class MySqlLauncher(LabDirectory directory, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, MySqlContainer> containers = new();

    public Task<LaunchSpec> PlanAsync(MySqlServerResource server, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken) =>
        services.GetService<MySqlImage>() is { } image
            ? PlanContainerAsync(image, server, arguments, environment, cancellationToken)
            : PlanNativeAsync(server, arguments, environment, cancellationToken);

    /// <summary>Removes root's password from the disk; the server has read it once it answers.</summary>
    public void ForgetPassword(MySqlServerResource server) => File.Delete(InitFileOf(server));

    /// <summary>The first start makes the container; it keeps its data, so a later one starts it again.</summary>
    private async Task<LaunchSpec> PlanContainerAsync(
        MySqlImage image, MySqlServerResource server, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        if (!containers.TryGetValue(server.Name, out var container))
        {
            var options = Options(server, arguments);

            // To its end even when the start is given up: half a creation would be a container that nobody knows of.
            container = containers[server.Name] = await MySqlContainer.CreateAsync(image, options, directory.Root, environment, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new LaunchSpec(container.Start.File, container.Start.LeadingArguments, directory.Root, environment) { Container = container };
    }

    private async Task<LaunchSpec> PlanNativeAsync(MySqlServerResource server, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var installation = services.GetService<MySqlInstallation>() ?? await MySqlLocator.FindOrFetchAsync(cancellationToken: cancellationToken);
        var options = Options(server, arguments);
        await DataDirectory.PrepareAsync(installation, options.DataDirectory, cancellationToken);
        RootAccountFile.Write(InitFileOf(server), options.RootPassword);
        var mysqld = installation.Tool("mysqld");

        // Without a file of its own the error log goes to standard error, and so becomes the resource's log.
        var serverArguments = ServerArguments.Build(installation, options, InitFileOf(server)).Where(argument => !argument.StartsWith("--log-error=", StringComparison.Ordinal));
        return new LaunchSpec(mysqld.File, mysqld.With(serverArguments), options.DataDirectory, environment);
    }

    private MySqlServerOptions Options(MySqlServerResource server, IReadOnlyList<string> arguments) => new()
    {
        Name = server.Name,
        ServerId = 1,
        DataDirectory = directory.DataOf(server.Name),
        RootPassword = server.PasswordParameter.Value,
        Port = server.PrimaryEndpoint.Port,
        ExtraArguments = arguments,
    };

    private string InitFileOf(MySqlServerResource server) => Path.Combine(directory.Root, string.Create(CultureInfo.InvariantCulture, $"{server.Name}.init.sql"));
}
