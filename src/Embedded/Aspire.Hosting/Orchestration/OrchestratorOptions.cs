using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the stand-in can be told by configuration, section <c>Embedded</c>; the real Aspire ignores it.</summary>
internal sealed record OrchestratorOptions
{
    /// <summary>How long the whole application may take to become ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long the whole application may take to end by itself before what is left is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long one resource may take to end by itself after its stop command.</summary>
    public TimeSpan StopCommandGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where logs and data live; a temporary folder, removed at the end, unless given.</summary>
    public string? Directory { get; init; }

    public bool ConsoleLogs { get; init; }

    public static OrchestratorOptions Read(IConfiguration configuration, bool consoleLogs)
    {
        var defaults = new OrchestratorOptions();
        var section = configuration.GetSection("Embedded");
        return new OrchestratorOptions
        {
            StartTimeout = Seconds(section, nameof(StartTimeout), defaults.StartTimeout),
            StopGrace = Seconds(section, nameof(StopGrace), defaults.StopGrace),
            StopCommandGrace = Seconds(section, nameof(StopCommandGrace), defaults.StopCommandGrace),
            Directory = section[nameof(Directory)],
            ConsoleLogs = consoleLogs,
        };
    }

    private static TimeSpan Seconds(IConfigurationSection section, string name, TimeSpan otherwise)
    {
        var text = section[name];
        if (text is null)
        {
            return otherwise;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new DistributedApplicationException($"Embedded:{name} is '{text}', which is not a number of seconds above 0.");
    }
}
