using System.Globalization;

namespace TelemetryBench;

/// <param name="Pairs">Rehearsals with and without; medians are taken over them.</param>
/// <param name="Phases">As <c>rehearse --phases</c> takes them; <c>db</c> moves the writer three times.</param>
/// <param name="OutputFolder">Where the run folders go, under <c>off</c> and <c>on</c>.</param>
internal sealed record BenchOptions(int Pairs, string Phases, string OutputFolder)
{
    public const string Usage = "usage: TelemetryBench [--pairs 2..100] [--phases db] [--out result/telemetry-bench]; from the repository's folder";

    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(3, "db", Path.Combine("result", "telemetry-bench"));
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--pairs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var pairs) && pairs is >= 2 and <= 100:
                    options = options with { Pairs = pairs };
                    break;
                case "--phases" when value.Length > 0:
                    options = options with { Phases = value };
                    break;
                case "--out" when value.Length > 0:
                    options = options with { OutputFolder = value };
                    break;
                default:
                    return null;
            }
        }

        return options with { OutputFolder = Path.GetFullPath(options.OutputFolder) };
    }
}
