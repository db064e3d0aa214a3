using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using MySqlRuntime.Servers;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Gives every endpoint its port before anything starts. A port the host chose is held until its process starts,
/// so that two labs starting at once cannot choose the same. Held is bound, not listened on: whoever asks there is refused, as by a process that is down.
/// Between its release and the process's own bind nothing is given it, either (<see cref="FreePort"/>).
/// </summary>
internal sealed class EndpointAllocator : IDisposable
{
    private readonly Dictionary<IResource, List<Socket>> held = [];

    public void Allocate(IEnumerable<IResource> resources)
    {
        var endpoints = resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint))).ToList();
        var owners = new Dictionary<int, string>();
        foreach (var (resource, endpoint) in endpoints.Where(pair => Asked(pair.resource, pair.endpoint) is not null))
        {
            endpoint.AllocatedPort = Claim(resource, endpoint, Asked(resource, endpoint)!.Value, owners);
        }

        foreach (var (resource, endpoint) in endpoints.Where(pair => Asked(pair.resource, pair.endpoint) is null))
        {
            endpoint.AllocatedPort = Choose(resource);
        }
    }

    /// <summary>Lets go of the ports held for <paramref name="resource"/>, whose process is about to bind them.</summary>
    public void Release(IResource resource)
    {
        if (held.Remove(resource, out var sockets))
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    public void Dispose()
    {
        foreach (var resource in held.Keys.ToList())
        {
            Release(resource);
        }
    }

    /// <summary>The port a native process binds. A container's inner port means nothing without the container.</summary>
    private static int? Asked(IResource resource, EndpointAnnotation endpoint) =>
        endpoint.Port ?? (resource is ContainerResource ? null : endpoint.TargetPort);

    private static int Claim(IResource resource, EndpointAnnotation endpoint, int port, Dictionary<int, string> owners)
    {
        var owner = $"'{resource.Name}' (endpoint {endpoint.Name})";
        if (!owners.TryAdd(port, owner))
        {
            throw new DistributedApplicationException($"{owner} and {owners[port]} both ask for port {port}.");
        }

        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return port;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            var reason = error.SocketErrorCode == SocketError.AccessDenied ? "this user may not listen there" : "another process listens there";
            throw new DistributedApplicationException($"{owner} asks for port {port}, but {reason}. Choose another port or leave the choice to the host.", error);
        }
    }

    private int Choose(IResource resource)
    {
        var socket = FreePort.Hold();
        if (!held.TryGetValue(resource, out var sockets))
        {
            held[resource] = sockets = [];
        }

        sockets.Add(socket);
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
