using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Logs;

/// <summary>Writes the resources' lines to the console: names aligned, one colour per resource, whole lines only.</summary>
internal sealed class ConsoleLog
{
    private static readonly int[] Palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly bool coloured;
    private readonly bool enabled;
    private readonly int width;
    private readonly Dictionary<string, int> colours;

    public ConsoleLog(ResourceCatalog catalog, OrchestratorOptions options)
        : this(catalog, options, Console.Out, CanColour())
    {
    }

    internal ConsoleLog(ResourceCatalog catalog, OrchestratorOptions options, TextWriter output, bool coloured)
    {
        this.output = output;
        this.coloured = coloured;
        enabled = options.ConsoleLogs;
        var names = catalog.WithLifetime.Select(resource => resource.Name).ToList();
        width = names.Select(name => name.Length).DefaultIfEmpty(0).Max();
        colours = names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => Palette[pair.index % Palette.Length]);
    }

    public void Write(string resource, string line)
    {
        if (!enabled)
        {
            return;
        }

        var prefix = resource.PadRight(width) + " │";
        var text = coloured && colours.TryGetValue(resource, out var colour) ? $"\e[{colour}m{prefix}\e[0m {line}" : $"{prefix} {line}";
        lock (gate)
        {
            output.WriteLine(text);
        }
    }

    private static bool CanColour() => !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
