using System.Globalization;

namespace ProxyBench;

/// <param name="Rounds">Measured rounds; medians are taken over them.</param>
/// <param name="Scale">1 = about 8 seconds a round with three routes on two cores.</param>
internal sealed record BenchOptions(int Rounds, double Scale)
{
    public const string Usage = "usage: ProxyBench [--rounds 1..100] [--scale 0.01..100]";

    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(7, 1);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is >= 1 and <= 100:
                    options = options with { Rounds = rounds };
                    break;
                case "--scale" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) && scale is >= 0.01 and <= 100:
                    options = options with { Scale = scale };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
