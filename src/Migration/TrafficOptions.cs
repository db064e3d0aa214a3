using Migration.Running;

namespace Migration;

/// <summary>What the runbooks of phases 9 to 11 use: edges, the name server, the instances. A part that is null is only missed by the runbooks that need it.</summary>
public sealed record TrafficOptions
{
    public EdgeEndpoint? Edge { get; init; }

    public EdgeEndpoint? NewEdge { get; init; }

    public DnsEndpoint? Dns { get; init; }

    /// <summary>Starts and stops the instances that have no commands of their own.</summary>
    public HostEndpoint? Host { get; init; }

    public ServiceOptions Api { get; init; } = ServiceOptions.For(Service.Api);

    public ServiceOptions Chat { get; init; } = ServiceOptions.For(Service.Chat);

    public ServiceOptions this[Service service] => service == Service.Api ? Api : Chat;

    /// <summary>Every error at once that keeps a runbook with these needs from being run; empty when there is none. Opens nothing.</summary>
    public IReadOnlyList<string> Validate(Needs needs) => TrafficChecks.Of(this, needs);

    internal EdgeEndpoint EdgeOf(EdgeRole role) =>
        (role == EdgeRole.Old ? Edge : NewEdge) ?? throw new InvalidOperationException($"the runbook did not say that it needs the {role} edge");

    internal ServiceInstance Instance(Service service, Site site) =>
        this[service].Instances.GetValueOrDefault(site) ?? throw new InvalidOperationException($"the runbook did not say that it needs {service} {site}");
}
