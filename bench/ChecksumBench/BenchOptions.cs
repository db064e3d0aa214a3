using System.Globalization;

namespace ChecksumBench;

/// <param name="Rows">Meetings on each server.</param>
/// <param name="Rounds">Measured rounds; medians are taken over them.</param>
/// <param name="BufferPoolMb">Per server. The table of a million rows takes about 500 MB with its indexes.</param>
/// <param name="Hashes">Compare ways to hash a row on one server, too.</param>
internal sealed record BenchOptions(int Rows, int Rounds, int BufferPoolMb, bool Hashes)
{
    public const string Usage = "usage: ChecksumBench [--rows 1000..10000000] [--rounds 1..100] [--buffer-pool-mb 64..65536] [--hashes]";

    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(1_000_000, 7, 1024, false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--hashes")
            {
                options = options with { Hashes = true };
                continue;
            }

            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            switch (args[i++])
            {
                case "--rows" when value is >= 1000 and <= 10_000_000:
                    options = options with { Rows = value };
                    break;
                case "--rounds" when value is >= 1 and <= 100:
                    options = options with { Rounds = value };
                    break;
                case "--buffer-pool-mb" when value is >= 64 and <= 65_536:
                    options = options with { BufferPoolMb = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
