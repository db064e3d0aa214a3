using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using MySqlRuntime;
using MySqlRuntime.Servers;

namespace Aspire.Hosting.MySql;

/// <summary>Runs a MySQL server resource as a native <c>mysqld</c>: data folder, root's password, arguments.</summary>
internal sealed class MySqlLauncher(LabDirectory directory, IServiceProvider services)
{
    public async Task<LaunchSpec> PlanAsync(MySqlServerResource server, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var installation = services.GetService<MySqlInstallation>() ?? await MySqlLocator.FindOrFetchAsync(cancellationToken: cancellationToken);
        var options = new MySqlServerOptions
        {
            Name = server.Name,
            ServerId = 1,
            DataDirectory = directory.DataOf(server.Name),
            RootPassword = server.PasswordParameter.Value,
            Port = server.PrimaryEndpoint.Port,
            ExtraArguments = arguments,
        };
        await DataDirectory.PrepareAsync(installation, options.DataDirectory, cancellationToken);
        RootAccountFile.Write(InitFileOf(server), options.RootPassword);
        var mysqld = installation.Tool("mysqld");

        // Without a file of its own the error log goes to standard error, and so becomes the resource's log.
        var serverArguments = ServerArguments.Build(installation, options, InitFileOf(server)).Where(argument => !argument.StartsWith("--log-error=", StringComparison.Ordinal));
        return new LaunchSpec(mysqld.File, mysqld.With(serverArguments), options.DataDirectory, environment);
    }

    /// <summary>Removes root's password from the disk; the server has read it once it answers.</summary>
    public void ForgetPassword(MySqlServerResource server) => File.Delete(InitFileOf(server));

    private string InitFileOf(MySqlServerResource server) => Path.Combine(directory.Root, string.Create(CultureInfo.InvariantCulture, $"{server.Name}.init.sql"));
}
