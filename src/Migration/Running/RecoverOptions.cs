using Migration.Servers;

namespace Migration.Running;

/// <summary>How a killed run is picked up.</summary>
public sealed record RecoverOptions
{
    /// <summary>Name of the server ("Source" or "Target") that is lost for good: its unknown last writes are given up and the other one is opened.</summary>
    public string? Abandon { get; init; }

    /// <summary>Say what would be done; touch nothing.</summary>
    public bool DryRun { get; init; }

    internal bool IsValid => Abandon is null || Enum.TryParse<ServerRole>(Abandon, out _);
}
