using MySqlRuntime.Containers;

namespace MySqlRuntime;

/// <summary>No MySQL can be had. The message says what is wrong and every way out that applies.</summary>
public sealed class MySqlUnavailableException : Exception
{
    private const string NameAnother = "set LAB_MYSQLD to the mysqld of any MySQL 8.0 or newer (a tarball from dev.mysql.com, unpacked anywhere, will do)";
    private const string UsePackages = "unset LAB_MYSQLD: the lab then uses a MySQL on PATH or fetches Debian's packages by itself";
    private const string RunNative = "leave out --mysql container: the lab then finds or fetches a native MySQL by itself";
    private const string NameAnotherImage = "name another image by --mysql-image or LAB_MYSQL_IMAGE: Docker's official mysql in 8.0.32 or newer, or one with the same contract";
    private const string WhyNotMariaDb = "Its GTIDs differ and it has no super_read_only, so a rehearsal on it would prove nothing.";
    private const string InstallOne = "install MySQL 8.0 or newer so that mysqld is on PATH (Ubuntu: apt install mysql-server-core-8.0 mysql-client-core-8.0)";

    private MySqlUnavailableException(MySqlUnavailableReason reason, string problem, params string[] waysOut)
        : base($"{problem}\nWays out:\n{string.Join('\n', waysOut.Select(way => $"  - {way}"))}")
    {
        Reason = reason;
        Problem = problem;
        WaysOut = waysOut;
    }

    public MySqlUnavailableReason Reason { get; }

    public string Problem { get; }

    public IReadOnlyList<string> WaysOut { get; }

    internal static MySqlUnavailableException PathNotFound(string path) => new(
        MySqlUnavailableReason.PathNotFound, $"There is no mysqld at '{path}'.", "name an existing mysqld, or the folder it was unpacked into", NameAnother, UsePackages);

    internal static MySqlUnavailableException NotRunnable(string path, string lastWords) => new(
        MySqlUnavailableReason.NotRunnable, $"'{path}' does not run as a MySQL server (mysqld --version failed).{Quoted(lastWords)}", NameAnother, UsePackages);

    internal static MySqlUnavailableException MariaDb(string path, string banner) => new(
        MySqlUnavailableReason.MariaDb,
        $"'{path}' is MariaDB ({banner}), not MySQL. {WhyNotMariaDb}",
        NameAnother,
        UsePackages);

    internal static MySqlUnavailableException TooOld(string path, MySqlVersion version) => new(
        MySqlUnavailableReason.TooOld, $"'{path}' is MySQL {version}; the lab needs {MySqlVersion.Oldest} or newer.", NameAnother, UsePackages);

    internal static MySqlUnavailableException ToolMissing(string tool, MySqlInstallation installation) => new(
        MySqlUnavailableReason.ToolMissing,
        $"'{tool}' is not beside {installation.Location} nor on PATH.",
        $"install the client programs of MySQL {installation.Version} (Debian and Ubuntu: mysql-client-core)",
        NameAnother);

    internal static MySqlUnavailableException NoApt(string missing, string? alsoSeen) => new(
        MySqlUnavailableReason.NoApt,
        $"There is no MySQL here, and it cannot be fetched: '{missing}' is missing, so this is not a Debian-like system.{Also(alsoSeen)}",
        InstallOne,
        NameAnother);

    internal static MySqlUnavailableException NoKeyring(string keyring, string? alsoSeen) => new(
        MySqlUnavailableReason.NoKeyring,
        $"There is no MySQL here, and Debian's packages cannot be verified: '{keyring}' is missing.{Also(alsoSeen)}",
        "install the package debian-archive-keyring",
        InstallOne,
        NameAnother);

    internal static MySqlUnavailableException ArchitectureNotOffered(string architecture, string? alsoSeen) => new(
        MySqlUnavailableReason.ArchitectureNotOffered,
        $"There is no MySQL here, and none to fetch for the architecture {architecture}.{Also(alsoSeen)}",
        InstallOne,
        NameAnother);

    internal static MySqlUnavailableException NoDiskSpace(string folder, long neededBytes, long freeBytes) => new(
        MySqlUnavailableReason.NoDiskSpace,
        $"MySQL needs {Megabytes(neededBytes)} MB below '{folder}', and {Megabytes(freeBytes)} MB are free.",
        "free some space there",
        "set XDG_CACHE_HOME to a folder on a larger disk",
        NameAnother);

    internal static MySqlUnavailableException MirrorUnreachable(IEnumerable<string> mirrors, string lastWords) => new(
        MySqlUnavailableReason.MirrorUnreachable,
        $"Debian's package lists could not be read from {string.Join(" or ", mirrors)}.{Quoted(lastWords)}",
        "check the network; behind a proxy, set http_proxy or apt's Acquire::http::Proxy",
        "if apt names a missing key, update the package debian-archive-keyring",
        InstallOne,
        NameAnother);

    internal static MySqlUnavailableException PackagesNotOffered(string packages, string architecture, string lastWords) => new(
        MySqlUnavailableReason.PackagesNotOffered,
        $"The mirror offers no {packages} for {architecture} at the moment.{Quoted(lastWords)}",
        "try again later: Debian's unstable suite is sometimes in transition",
        InstallOne,
        NameAnother);

    internal static MySqlUnavailableException DownloadFailed(string lastWords) => new(
        MySqlUnavailableReason.DownloadFailed,
        $"The download of MySQL's packages did not finish.{Quoted(lastWords)}",
        "run again: what has arrived is kept and the rest is fetched",
        InstallOne,
        NameAnother);

    internal static MySqlUnavailableException UnpackFailed(string package, string lastWords) => new(
        MySqlUnavailableReason.UnpackFailed,
        $"'{package}' could not be unpacked.{Quoted(lastWords)}",
        "run again: the package is fetched anew",
        NameAnother);

    internal static MySqlUnavailableException CacheUnwritable(string folder, string why) => new(
        MySqlUnavailableReason.CacheUnwritable,
        $"The cache folder '{folder}' cannot be used: {why}",
        "set XDG_CACHE_HOME to a folder of yours",
        NameAnother);

    internal static MySqlUnavailableException NoContainerEngine(string? named) => new(
        MySqlUnavailableReason.NoContainerEngine,
        named is null ? "There is no docker and no podman in PATH." : $"There is no container engine '{named}', which ASPIRE_CONTAINER_RUNTIME names.",
        "install docker or podman (Debian and Ubuntu: apt install podman)",
        "set ASPIRE_CONTAINER_RUNTIME to docker, podman or the path of either",
        RunNative);

    internal static MySqlUnavailableException EngineNotRunning(IEnumerable<string> answers) => new(
        MySqlUnavailableReason.EngineNotRunning,
        $"The container engine does not answer.{Quoted(string.Join('\n', answers))}",
        "start it (docker: systemctl start docker), and see that this user may use it (docker: the group docker)",
        "set ASPIRE_CONTAINER_RUNTIME to the other engine: podman needs no daemon",
        RunNative);

    internal static MySqlUnavailableException EngineElsewhere(ContainerEngine engine) => new(
        MySqlUnavailableReason.EngineElsewhere,
        $"{engine.Name} runs its containers on another machine or in another network than the lab's, so the lab could not reach 127.0.0.1 in them (a virtual machine as of Docker Desktop, a remote engine, or the lab itself in a container).",
        "use an engine of this Linux machine itself (docker: docker context use default; unset DOCKER_HOST)",
        RunNative);

    internal static MySqlUnavailableException ImageUnavailable(string image, ContainerEngine engine, string lastWords) => new(
        MySqlUnavailableReason.ImageUnavailable,
        $"The image '{image}' is not here, and {engine.Name} could not pull it.{Quoted(lastWords)}",
        "check its name and the network; a private registry wants a login first",
        $"bring it here by hand: {engine.Name} load, or {engine.Name} pull from a mirror, and name it by --mysql-image",
        RunNative);

    internal static MySqlUnavailableException ImageNotMySql(string image, ContainerEngine engine, string lastWords) => new(
        MySqlUnavailableReason.ImageNotMySql, $"'{image}' does not run as a MySQL server under {engine.Name}.{Quoted(lastWords)}", NameAnotherImage, RunNative);

    internal static MySqlUnavailableException ImageIsMariaDb(string image, MySqlVersion version) => new(
        MySqlUnavailableReason.MariaDb,
        $"The image '{image}' is MariaDB {version}, not MySQL. {WhyNotMariaDb}",
        NameAnotherImage,
        RunNative);

    internal static MySqlUnavailableException ImageTooOld(string image, MySqlVersion version) => new(
        MySqlUnavailableReason.TooOld, $"The image '{image}' is MySQL {version}; the lab needs {MySqlVersion.Oldest} or newer.", NameAnotherImage, RunNative);

    private static string Quoted(string words) => words.Length == 0 ? "" : $"\n{string.Join('\n', words.Split('\n').Select(line => $"  | {line}"))}";

    private static string Also(string? seen) => seen is null ? "" : $" ({seen})";

    private static long Megabytes(long bytes) => (bytes + 999_999) / 1_000_000;
}
