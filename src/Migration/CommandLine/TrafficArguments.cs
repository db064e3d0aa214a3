using System.CommandLine;

namespace Migration.CommandLine;

/// <summary>Options of the runbooks of phases 9 to 11.</summary>
internal static class TrafficArguments
{
    public static readonly IReadOnlyList<(string Name, string Description)> Texts =
    [
        ("edge", "Base address through which clients come, by the old edge's own IP (MIGRATION_EDGE)."),
        ("edge-control", "Control API of the old edge (MIGRATION_EDGE_CONTROL)."),
        ("new-edge", "The same of the new edge (MIGRATION_NEW_EDGE)."),
        ("new-edge-control", "Control API of the new edge (MIGRATION_NEW_EDGE_CONTROL)."),
        ("dns", "host:port of the name server (MIGRATION_DNS)."),
        ("dns-control", "Control API of the name server (MIGRATION_DNS_CONTROL)."),
        ("dns-name", "The record clients look up (MIGRATION_DNS_NAME; default doktori.test)."),
        ("dns-old", "The record's address before the switch (MIGRATION_DNS_OLD; default: the old edge's)."),
        ("dns-new", "The record's address after the switch (MIGRATION_DNS_NEW; default: the new edge's)."),
        ("host-control", "Control API that starts and stops instances without commands (MIGRATION_HOST_CONTROL)."),
        .. new[] { "api", "chat" }.SelectMany(OfService),
        ("start-timeout", "How long starting an instance may take (1m)."),
        ("ready-timeout", "How long a started instance may take to be ready (2m)."),
        ("warm-limit", "How long a new instance is warmed at the most (10s)."),
        ("confirm-timeout", "How long after a switch clients may reach the old instances (10s)."),
        ("drain-timeout", "How long the old instance may take to answer its last requests (30s)."),
        ("quiet", "How long old upstreams must have been without a new request (300ms)."),
        ("stop-timeout", "How long stopping an instance may take (1m)."),
        ("low-ttl", "The record's TTL while it is switched, whole seconds (5s)."),
        ("ttl-wait", "The longest TTL that is waited out (10m)."),
        ("edge-idle", "The edge that was left is idle after this long without a request (10s)."),
        ("edge-idle-timeout", "How long is waited for that (5m)."),
    ];

    public static readonly Option<string?> OnlyService = new("--service") { Description = "api or chat; default: both." };
    public static readonly Option<bool> RaiseTtl = new("--raise-ttl") { Description = "Afterwards put the TTL back as it was." };

    public static Option<string?> NginxSite(string name) => new(name) { Description = "Site on which the upstreams are before phase 10: green (default) or blue." };

    private static IEnumerable<(string Name, string Description)> OfService(string service)
    {
        var variable = $"MIGRATION_{service}".ToUpperInvariant();
        foreach (var site in new[] { "blue", "green", "vpc" })
        {
            var upper = $"{variable}_{site}".ToUpperInvariant();
            yield return ($"{service}-{site}", $"name=address of that instance, e.g. {service}-{site}=http://127.0.0.1:8080 ({upper}).");
            if (site != "vpc")
            {
                yield return ($"{service}-{site}-start", $"Shell command that starts it ({upper}_START).");
                yield return ($"{service}-{site}-stop", $"Shell command that stops it ({upper}_STOP).");
            }
        }

        yield return ($"{service}-probe", $"GET that this service alone answers ({variable}_PROBE).");
        yield return ($"{service}-warm", $"GETs that warm a new instance, separated by commas ({variable}_WARM).");
        yield return ($"{service}-readiness", $"Readiness endpoint ({variable}_READINESS; default /actuator/health/readiness).");
    }
}
