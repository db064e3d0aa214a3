using System.Globalization;
using MySqlRuntime.Servers;

namespace MySqlRuntime.Containers;

/// <summary>
/// A server's container: created once, started as often as its server is, so that a killed server keeps its data; removed with its data at the end.
/// It shares the host's network and listens on 127.0.0.1, so that both servers reach each other at the address everybody else uses, with nothing in between.
/// </summary>
public sealed class MySqlContainer
{
    /// <summary>Label of every container of a lab: the folder of its run.</summary>
    public const string FolderLabel = "doktori-lab.folder";

    /// <summary>Where the image keeps the data, in a volume of the container's own.</summary>
    internal const string DataDirectory = "/var/lib/mysql";
    private const string RootPassword = "MYSQL_ROOT_PASSWORD";

    private MySqlContainer(MySqlImage image, string name)
    {
        Image = image;
        Name = name;
    }

    public MySqlImage Image { get; }

    public string Name { get; }

    /// <summary>Starts it, prints what it prints, and ends with its exit code.</summary>
    public CommandLine Start => new(Image.Engine.File, ["start", "--attach", Name]);

    /// <param name="options">Its data directory is the image's, whatever it says.</param>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="environment">Given to the server; values by the engine's own environment, never by its arguments.</param>
    /// <exception cref="MySqlServerStartException">The engine did not create it.</exception>
    public static async Task<MySqlContainer> CreateAsync(
        MySqlImage image, MySqlServerOptions options, string folder, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var name = $"doktori-lab-{Path.GetFileName(folder)}-{options.Name}";
        var variables = new Dictionary<string, string>(environment) { [RootPassword] = options.RootPassword };
        var created = await image.Engine.RunAsync(CreateArguments(image, options, name, folder, variables.Keys), variables, cancellationToken: cancellationToken);
        return created.Succeeded
            ? new MySqlContainer(image, name)
            : throw new MySqlServerStartException($"{image.Engine.Name} did not create a container of {image.Name} for {options.Name}: {created.LastWords()}");
    }

    internal static IReadOnlyList<string> CreateArguments(MySqlImage image, MySqlServerOptions options, string name, string folder, IEnumerable<string> variables) =>
    [
        "create",
        $"--name={name}",
        $"--label={FolderLabel}={folder}",
        "--network=host",
        .. variables.Order(StringComparer.Ordinal).Select(variable => $"--env={variable}"),

        // The time zones would be written to the binary log: GTIDs that belong to no one.
        "--env=MYSQL_INITDB_SKIP_TZINFO=1",
        image.Name,
        .. ServerArguments.BuildForContainer(image.Version, options),
    ];

    /// <inheritdoc cref="ContainerEngine.SignalAsync"/>
    public Task<string?> SignalAsync(string signal, CancellationToken cancellationToken = default) => Image.Engine.SignalAsync(Name, signal, cancellationToken);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Image})");
}
