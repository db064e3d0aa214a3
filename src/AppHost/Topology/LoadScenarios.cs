namespace AppHost.Topology;

/// <summary>The operators' scenarios, each a resource to start by hand.</summary>
internal static class LoadScenarios
{
    public static readonly string[] All =
    [
        "db-cutover", "data-integrity", "connpool", "service-deploy", "nginx-switch", "full-journey", "websocket", "dns-switch",
        "rollback-db", "rollback-service", "rollback-nginx", "rollback-full",
    ];
}
