namespace Telemetry;

/// <summary>What a program without a host sends, and as whom.</summary>
public sealed record ProgramSignals
{
    /// <summary>The name unless <c>OTEL_SERVICE_NAME</c> gives one.</summary>
    public required string Service { get; init; }

    /// <summary>The instance's name unless <c>OTEL_RESOURCE_ATTRIBUTES</c> gives one.</summary>
    public required string Instance { get; init; }

    /// <summary>More about the program, on everything it sends.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();

    /// <summary>The activity sources whose spans are sent.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Whether calls of HttpClient are spans, too.</summary>
    public bool HttpCalls { get; init; }

    public IReadOnlyList<string> Meters { get; init; } = [];

    /// <summary>The share of traces kept when <c>OTEL_TRACES_SAMPLER</c> says nothing, 0 to 1; null keeps every trace, whatever it says.</summary>
    public double? DefaultShare { get; init; }

    /// <summary>How long the end may wait for the collector to take the last of it.</summary>
    public TimeSpan LastWords { get; init; } = TimeSpan.FromSeconds(2);
}
