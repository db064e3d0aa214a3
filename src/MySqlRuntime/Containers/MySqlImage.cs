using MySqlRuntime.Fetching;
using MySqlRuntime.Locating;

namespace MySqlRuntime.Containers;

/// <summary>An image of MySQL that this machine's engine has and can run. It must keep the contract of Docker's official one: an entrypoint that makes the data
/// directory with <c>MYSQL_ROOT_PASSWORD</c> and hands its arguments to mysqld; <c>sh</c>, <c>mysql</c> and <c>mysqldump</c> inside.</summary>
public sealed class MySqlImage
{
    /// <summary>Which image to use when no option names one.</summary>
    public const string Variable = "LAB_MYSQL_IMAGE";

    /// <summary>Docker's official image, in the version that Aspire 13.5 runs by default. In full, for podman does not guess registries everywhere.</summary>
    public const string Default = "docker.io/library/mysql:9.7";

    private static readonly TimeSpan LongestPull = TimeSpan.FromMinutes(15);

    internal MySqlImage(ContainerEngine engine, string name, MySqlVersion version)
    {
        Engine = engine;
        Name = name;
        Version = version;
    }

    public ContainerEngine Engine { get; }

    public string Name { get; }

    public MySqlVersion Version { get; }

    /// <summary>Finds the engine, pulls the image unless it is there, and looks into it. Nothing of it stays but the image.</summary>
    /// <param name="name">Wins over <see cref="Variable"/> and <see cref="Default"/>.</param>
    /// <param name="progress">Told about a pull only.</param>
    /// <exception cref="MySqlUnavailableException">It cannot be used; says why and names the ways out.</exception>
    public static async Task<MySqlImage> PrepareAsync(string? name = null, IProgress<FetchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var image = name ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : Default);
        var engine = await ContainerEngineSearch.OfThisMachine().FindAsync(cancellationToken);
        return await PrepareAsync(engine, image, HostKernel.Read(), progress, cancellationToken);
    }

    internal static async Task<MySqlImage> PrepareAsync(ContainerEngine engine, string image, HostKernel? host, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        if (!(await engine.RunAsync(["image", "inspect", "--format={{.Id}}", image], cancellationToken: cancellationToken)).Succeeded)
        {
            progress?.Report(new FetchProgress(FetchPhase.Downloading, $"{engine.Name} pulls {image}"));
            var pull = await engine.RunAsync(["pull", "--quiet", image], limit: LongestPull, cancellationToken: cancellationToken);
            if (!pull.Succeeded)
            {
                throw MySqlUnavailableException.ImageUnavailable(image, engine, pull.LastWords(lines: 2));
            }

            progress?.Report(new FetchProgress(FetchPhase.Done, $"{image} is here"));
        }

        // mariadbd: newer images of MariaDB have no mysqld any more, and deserve their own answer.
        var look = await engine.RunAsync(
            ["run", "--rm", "--network=host", "--entrypoint=sh", image, "-c", $"{HostKernel.Script}; mysqld --version || mariadbd --version"], cancellationToken: cancellationToken);
        var banner = ServerBanner.Parse(look.Output) ?? throw MySqlUnavailableException.ImageNotMySql(image, engine, look.LastWords(lines: 3));
        return banner switch
        {
            { IsMariaDb: true } => throw MySqlUnavailableException.ImageIsMariaDb(image, banner.Version),
            _ when banner.Version < MySqlVersion.Oldest => throw MySqlUnavailableException.ImageTooOld(image, banner.Version),
            _ when host is null || HostKernel.Parse(look.Output) != host => throw MySqlUnavailableException.EngineElsewhere(engine),
            _ => new MySqlImage(engine, image, banner.Version),
        };
    }

    public override string ToString() => $"MySQL {Version} ({Engine.Name}: {Name})";
}
