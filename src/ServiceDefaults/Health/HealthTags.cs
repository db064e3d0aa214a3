namespace ServiceDefaults.Health;

/// <summary>A health check tagged with one of these counts towards that probe; an untagged one only towards <c>/actuator/health</c>.</summary>
public static class HealthTags
{
    public const string Liveness = "liveness";
    public const string Readiness = "readiness";
}
