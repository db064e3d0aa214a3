using System.Globalization;

namespace TelemetryBench;

/// <param name="Pairs">Labs with and without telemetry.</param>
/// <param name="Switches">Moves of the writer in each of them, there and back; an even number.</param>
/// <param name="Loads">Scenarios that run meanwhile, each once.</param>
internal sealed record BenchOptions(int Pairs, int Switches, IReadOnlyList<string> Loads)
{
    public const string Usage = "usage: TelemetryBench [--pairs 2..100] [--switches 2,4..200] [--loads write-probe,connpool,…]";

    /// <summary>A cutover's, as the rehearsal plays it.</summary>
    private static readonly string[] AllLoads = ["db-cutover", "data-integrity", "connpool", "write-probe"];

    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(3, 20, AllLoads);
        for (var i = 0; i < args.Length; i += 2)
        {
            var text = args.ElementAtOrDefault(i + 1) ?? "";
            var value = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            switch (args[i])
            {
                case "--pairs" when value is >= 2 and <= 100:
                    options = options with { Pairs = value };
                    break;
                case "--switches" when value is >= 2 and <= 200 && value % 2 == 0:
                    options = options with { Switches = value };
                    break;
                case "--loads" when text.Split(',') is var loads && loads.Distinct().Count() == loads.Length && loads.All(AllLoads.Contains):
                    options = options with { Loads = loads };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
