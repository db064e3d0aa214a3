using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a resource listens. There is no proxy in front: the port others see is the port the process binds.</summary>
internal sealed class EndpointAnnotation(ProtocolType protocol, string scheme, string name, int? port, int? targetPort, string? environmentVariable) : IResourceAnnotation
{
    public ProtocolType Protocol { get; } = protocol;

    public string Scheme { get; } = scheme;

    public string Name { get; } = name;

    public string Host { get; } = "localhost";

    /// <summary>The port asked for; null lets the host choose.</summary>
    public int? Port { get; } = port;

    /// <summary>The port the process was said to listen on; used when <see cref="Port"/> is not given.</summary>
    public int? TargetPort { get; } = targetPort;

    /// <summary>The environment variable that tells the process its port.</summary>
    public string? EnvironmentVariable { get; } = environmentVariable;

    /// <summary>Set once, before any resource starts.</summary>
    public int? AllocatedPort { get; set; }
}
