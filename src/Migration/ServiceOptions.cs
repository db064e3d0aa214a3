namespace Migration;

/// <summary>A service: how it is looked at, and its instances.</summary>
public sealed record ServiceOptions
{
    /// <summary>A GET that this service alone answers, through the edge too; any status below 500 will do.</summary>
    public required string ProbePath { get; init; }

    /// <summary>GETs that make a new instance fill its caches and compile its code.</summary>
    public required IReadOnlyList<string> WarmPaths { get; init; }

    /// <summary>Answers 2xx when the instance can serve, anything else while it cannot.</summary>
    public string ReadinessPath { get; init; } = "/actuator/health/readiness";

    public IReadOnlyDictionary<Site, ServiceInstance> Instances { get; init; } = new Dictionary<Site, ServiceInstance>();

    /// <summary>The paths Doktori's services have.</summary>
    public static ServiceOptions For(Service service) => service switch
    {
        Service.Api => new() { ProbePath = "/api/meetings?size=10", WarmPaths = ["/api/meetings?size=10", "/api/recommendations/meetings", "/api/meetings/1"] },
        _ => new() { ProbePath = "/api/chat-rooms", WarmPaths = ["/api/chat-rooms"] },
    };
}
