namespace MySqlRuntime.Containers;

/// <summary>
/// Which kernel and which network a program sees. A container on the host's network must see ours, or its 127.0.0.1 is another one:
/// that of a virtual machine (Docker Desktop), of a remote engine, or of the host around us when we are in a container ourselves.
/// </summary>
internal sealed record HostKernel(string BootId, string Network)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";
    private const string NetworkLink = "/proc/self/ns/net";

    /// <summary>Shell commands that print what <see cref="Parse"/> reads.</summary>
    public const string Script = $"cat {BootIdFile}; readlink {NetworkLink}";

    /// <summary>Null where there is no Linux.</summary>
    public static HostKernel? Read() => OperatingSystem.IsLinux() && File.ResolveLinkTarget(NetworkLink, returnFinalTarget: false) is { Name: var network }
        ? new HostKernel(File.ReadAllText(BootIdFile).Trim(), network)
        : null;

    public static HostKernel? Parse(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var bootId, var network, ..] ? new HostKernel(bootId, network) : null;
}
