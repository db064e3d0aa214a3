using Migration;

namespace Rehearsal.Playing;

/// <summary>The way of a request through the lab, and who switches it. Holds secrets.</summary>
/// <param name="BaseUrl">What users type, resolved by the lab's name server; ends in <c>/api</c>.</param>
/// <param name="WebSocketUrl">The chat's address, the same way.</param>
/// <param name="ChatRoom">A room in which the lab's users may chat.</param>
/// <param name="NameServer">The lab's name server.</param>
/// <param name="Options">What the runbooks of phases 9 to 11 use.</param>
internal sealed record LabTraffic(Uri BaseUrl, Uri WebSocketUrl, string ChatRoom, HostPort NameServer, TrafficOptions Options)
{
    /// <summary>The edge that stands from the first act to the last.</summary>
    public Uri StandingEdge => Options.Edge!.Url;

    public static LabTraffic Read(LabVariables variables)
    {
        var token = variables.Text("LAB_PROXY_TOKEN");
        var oldEdge = new EdgeEndpoint("edge-lightsail", variables.Url("LAB_EDGE"), variables.Url("LAB_EDGE_CONTROL"), token);
        var newEdge = new EdgeEndpoint("edge-vpc", variables.Url("LAB_NEW_EDGE"), variables.Url("LAB_NEW_EDGE_CONTROL"), token);
        var dns = variables.Address("LAB_DNS");
        var baseUrl = variables.Url("LAB_BASE_URL");
        return new LabTraffic(
            baseUrl,
            variables.Url("LAB_WS_URL"),
            variables.Text("LAB_CHAT_ROOM"),
            dns,
            new TrafficOptions
            {
                Edge = oldEdge,
                NewEdge = newEdge,
                Dns = new DnsEndpoint(dns.Host, dns.Port, variables.Url("LAB_DNS_CONTROL"), token)
                {
                    RecordName = baseUrl.Host,
                    OldAddress = oldEdge.Url.Host,
                    NewAddress = newEdge.Url.Host,
                },
                Host = new HostEndpoint(variables.Url("LAB_CONTROL_URL"), variables.Text("LAB_CONTROL_TOKEN")),
                Api = Instances(variables, Service.Api),
                Chat = Instances(variables, Service.Chat),
            });
    }

    private static ServiceOptions Instances(LabVariables variables, Service service) => ServiceOptions.For(service) with
    {
        Instances = Enum.GetValues<Site>().ToDictionary(site => site, site =>
        {
            var (name, url) = variables.Named($"LAB_{service}_{site}".ToUpperInvariant());
            return new ServiceInstance(name, url);
        }),
    };
}
