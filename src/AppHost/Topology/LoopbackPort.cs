using AppHost.Running;
using MySqlRuntime.Servers;

namespace AppHost.Topology;

/// <summary>Ports for endpoints without a proxy, which Aspire wants to be given a number.</summary>
internal static class LoopbackPort
{
    /// <summary>The port asked for; else none, and the host chooses, unless it is one that must be told.</summary>
    public static int? Choose(int? asked) => asked ?? (LabPackages.AreEmbedded ? null : FreePort.Next());
}
