using System.Globalization;
using System.Net;
using AppHost.Dashboard;
using AppHost.Projects;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Rehearsal.CommandLine;

namespace AppHost.Topology;

/// <summary>What stands between users and services: the two edges and the zone's name server.</summary>
internal static class EdgeExtensions
{
    /// <param name="listen">The address that users reach.</param>
    /// <param name="active">Where the edge sends requests at first.</param>
    /// <param name="sites">All it can send them to.</param>
    public static IResourceBuilder<ProjectResource> AddEdge(
        this IDistributedApplicationBuilder builder, string name, IPEndPoint listen, Lab lab, DoktoriSite active, IReadOnlyList<DoktoriSite> sites, LabSecrets secrets)
    {
        var edge = builder.AddProxyRole(name, "edge", secrets)
            .WithEnvironment("PROXY_EDGE_NAME", name)
            .WithEnvironment("PROXY_LISTEN", listen.ToString())
            .WithEnvironment("PROXY_UPSTREAM_FILE", Path.Combine(lab.Folder.Path, $"{name}.upstreams.json"))
            .WithEnvironment("PROXY_UPSTREAMS", Upstreams(sites))
            .WithEnvironment("PROXY_ACTIVE", $"api={active.Api.Resource.Name};chat={active.Chat.Resource.Name}")
            .WithUrl($"http://{listen.ToString()}/api/health", "health through the edge");
        foreach (var service in active.Services)
        {
            edge.WaitFor(service);
        }

        return edge;
    }

    public static IResourceBuilder<ProjectResource> AddDns(this IDistributedApplicationBuilder builder, string name, EdgeNetwork network, Lab lab, LabSecrets secrets) =>
        builder.AddProxyRole(name, "dns", secrets)
            .WithEnvironment("DNS_LISTEN", network.Dns.ToString())
            .WithEnvironment("DNS_ZONE_FILE", Path.Combine(lab.Folder.Path, $"{name}.zone.json"))
            .WithEnvironment("DNS_ZONE", EdgeNetwork.Name)
            .WithEnvironment("DNS_RECORDS", $"{EdgeNetwork.Name}={network.Old.Address.ToString()}")
            .WithEnvironment("DNS_TTL_SECONDS", lab.Options.Rehearsal.Profile.DnsTtl().TotalSeconds.ToString(CultureInfo.InvariantCulture));

    private static IResourceBuilder<ProjectResource> AddProxyRole(this IDistributedApplicationBuilder builder, string name, string role, LabSecrets secrets)
    {
        var port = LoopbackPort.Choose(null);
        var proxy = builder.AddProject<ProxySwitchProject>(name)
            .WithArgs("--role", role)
            .WithHttpEndpoint(port, port, "control", isProxied: false)
            .WithHttpHealthCheck("/health", endpointName: "control")
            .WithSampledTraces()
            .WithEnvironment("PROXY_CONTROL_TOKEN", secrets.ProxyToken);
        return proxy.WithEnvironment("PROXY_CONTROL_URL", DoktoriExtensions.LoopbackUrl(proxy.GetEndpoint("control")));
    }

    private static ReferenceExpression Upstreams(IEnumerable<DoktoriSite> sites) =>
        sites.SelectMany(site => site.Services).Aggregate(
            ReferenceExpression.Create($""),
            (text, service) => ReferenceExpression.Create($"{text}{service.Resource.Name}=127.0.0.1:{service.GetEndpoint("http").Property(EndpointProperty.Port)};"));
}
