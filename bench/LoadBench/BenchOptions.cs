using System.Globalization;

namespace LoadBench;

/// <param name="Rounds">Measured rounds of every generator in turn; medians are taken over them. 0: only the scenario.</param>
/// <param name="Users">Virtual users, and connections of the other generators.</param>
/// <param name="Seconds">Of one generator in one round.</param>
/// <param name="ScenarioSeconds">Of the scenario whose latency and memory are measured. 0: only the generators.</param>
internal sealed record BenchOptions(int Rounds, int Users, int Seconds, int ScenarioSeconds)
{
    public const string Usage = "usage: LoadBench [--rounds 0..100] [--users 1..10000] [--seconds 2..600] [--scenario-seconds 0..3600]";

    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(Rounds: 5, Users: 2000, Seconds: 10, ScenarioSeconds: 60);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            switch (args[i])
            {
                case "--rounds" when value is >= 0 and <= 100:
                    options = options with { Rounds = value };
                    break;
                case "--users" when value is >= 1 and <= 10_000:
                    options = options with { Users = value };
                    break;
                case "--seconds" when value is >= 2 and <= 600:
                    options = options with { Seconds = value };
                    break;
                case "--scenario-seconds" when value is >= 0 and <= 3600:
                    options = options with { ScenarioSeconds = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
