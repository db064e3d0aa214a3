using System.Runtime.InteropServices;

namespace MySqlRuntime.Locating;

/// <summary>Debian's name of a processor architecture, its library folder and its dynamic loader.</summary>
internal sealed record DebianArchitecture(string Name, string Triplet, string Loader)
{
    public static readonly DebianArchitecture Amd64 = new("amd64", "x86_64-linux-gnu", "ld-linux-x86-64.so.2");

    public static readonly DebianArchitecture Arm64 = new("arm64", "aarch64-linux-gnu", "ld-linux-aarch64.so.1");

    public static DebianArchitecture? OfThisProcess => OperatingSystem.IsLinux() ? Of(RuntimeInformation.ProcessArchitecture) : null;

    /// <summary>Null for an architecture that the lab has not been tried on: message, not guess.</summary>
    public static DebianArchitecture? Of(Architecture architecture) => architecture switch
    {
        Architecture.X64 => Amd64,
        Architecture.Arm64 => Arm64,
        _ => null,
    };
}
