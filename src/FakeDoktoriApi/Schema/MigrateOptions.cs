using System.Globalization;
using FakeDoktoriApi.Seeding;

namespace FakeDoktoriApi.Schema;

/// <summary>The arguments after <c>migrate</c>.</summary>
internal sealed record MigrateOptions(int Rows, int Seed)
{
    public const string Usage = "usage: FakeDoktoriApi migrate [--rows MEETINGS] [--seed NUMBER]   (ConnectionStrings__doktori names the database)";

    /// <returns>The options, or what is wrong with the arguments.</returns>
    public static (MigrateOptions? Options, string? Problem) Parse(ReadOnlySpan<string> arguments)
    {
        var options = new MigrateOptions(SeedPlan.DefaultMeetings, 1);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var name = arguments[i];
            if (name is not ("--rows" or "--seed"))
            {
                return (null, $"unknown argument '{name}'");
            }

            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                return (null, $"{name} needs a whole number");
            }

            if (name == "--rows" && value is < 1 or > SeedPlan.MostMeetings)
            {
                return (null, $"--rows is 1 to {SeedPlan.MostMeetings.ToString("N0", CultureInfo.InvariantCulture)}");
            }

            options = name == "--rows" ? options with { Rows = value } : options with { Seed = value };
        }

        return (options, null);
    }
}
