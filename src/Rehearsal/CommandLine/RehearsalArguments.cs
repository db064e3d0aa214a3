using System.CommandLine;
using System.CommandLine.Parsing;
using Rehearsal.Faults;

namespace Rehearsal.CommandLine;

/// <summary>
/// The options of a rehearsal on a command line. Both the host's <c>rehearse</c> and this program's <c>play</c> add them,
/// so the two cannot drift apart, and both refuse bad input before anything is started.
/// </summary>
public sealed class RehearsalArguments
{
    private readonly Option<string> profile = new("--profile")
    {
        Description = "quick (minutes), standard (about 20 min for all phases) or full (the operators' durations)",
        DefaultValueFactory = _ => "quick",
    };

    private readonly Option<string[]> phases = new("--phases")
    {
        Description = $"comma-separated phases to play: {PhaseNames.All}; the four of the migration end with the full rollback by themselves",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [PhaseNames.All],
    };

    private readonly Option<int> seed = new("--seed")
    {
        Description = "seed of the data and of the load's choices",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> rows = new("--rows")
    {
        Description = $"meetings in the seeded database, {RehearsalOptions.MinRows} to {RehearsalOptions.MaxRows}",
        DefaultValueFactory = _ => RehearsalOptions.DefaultRows,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "folder for run folders",
        DefaultValueFactory = _ => RehearsalOptions.DefaultOutputFolder,
    };

    private readonly Option<string> fault = new("--fault")
    {
        Description = $"make something go wrong on purpose: {string.Join(", ", FaultNames.All)}",
        DefaultValueFactory = _ => FaultNames.Of(Fault.None),
    };

    public RehearsalArguments()
    {
        profile.Validators.Add(result => Check(result, ParseProfile(result.GetValueOrDefault<string>()) is null, "--profile", "quick, standard or full"));
        phases.Validators.Add(result => Check(result, ParsePhases(result.GetValueOrDefault<string[]>()) is null, "--phases", $"a comma-separated list of: {PhaseNames.All}"));
        seed.Validators.Add(result => Check(result, Number(result) < 0, "--seed", "a whole number from 0"));
        rows.Validators.Add(result => Check(
            result,
            Number(result) is < RehearsalOptions.MinRows or > RehearsalOptions.MaxRows,
            "--rows",
            $"a whole number from {RehearsalOptions.MinRows} to {RehearsalOptions.MaxRows}"));
        fault.Validators.Add(result => Check(result, FaultNames.Parse(result.GetValueOrDefault<string>()) is null, "--fault", $"one of: {string.Join(", ", FaultNames.All)}"));
        output.Validators.Add(result =>
        {
            if (WhyUnwritable(result.GetValueOrDefault<string>()) is { } reason)
            {
                result.AddError($"--out: {reason}; give a folder this user can write");
            }
        });
    }

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(profile);
        command.Options.Add(phases);
        command.Options.Add(seed);
        command.Options.Add(rows);
        command.Options.Add(output);
        command.Options.Add(fault);
        command.Validators.Add(result =>
        {
            var chosen = FaultNames.Parse(Tokens(fault) is [var name] ? name : null) ?? Fault.None;
            var played = Tokens(phases) is { Length: > 0 } names ? ParsePhases(names) : Enum.GetValues<Phase>();
            if (played is not null && FaultNames.PhaseOf(chosen) is { } needed && !played.Contains(needed))
            {
                result.AddError($"--fault: '{FaultNames.Of(chosen)}' happens in phase {needed.ToString().ToLowerInvariant()}, which --phases leaves out; add it, or choose another fault");
            }

            string[] Tokens(Option option) => [.. result.GetResult(option)?.Tokens.Select(token => token.Value) ?? []];
        });
    }

    /// <summary>Reads the options of a parse that has no errors.</summary>
    public RehearsalOptions Read(ParseResult result) => new(
        ParseProfile(result.GetValue(profile))!.Value,
        ParsePhases(result.GetValue(phases))!,
        result.GetValue(seed),
        result.GetValue(rows),
        Path.GetFullPath(result.GetValue(output)!),
        FaultNames.Parse(result.GetValue(fault))!.Value);

    /// <summary>Whether the command line asks for a fault; for a validator, so whatever else may be wrong with it.</summary>
    public bool Chooses(CommandResult result, Fault wanted) => result.GetResult(fault)?.Tokens is [var name] && FaultNames.Parse(name.Value) == wanted;

    private static void Check(OptionResult result, bool isBad, string option, string expected)
    {
        if (isBad)
        {
            var given = string.Join(' ', result.Tokens.Select(token => token.Value));
            result.AddError($"{option}: '{given}' is not {expected}");
        }
    }

    // Null for the default and for what is no number at all: the parser reports that by itself.
    private static int? Number(OptionResult result) =>
        result.Tokens is [var token] && int.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    // Enum.TryParse would take "0" and "Db, Db" as well.
    private static Profile? ParseProfile(string? text) =>
        Enum.GetValues<Profile>().Cast<Profile?>().FirstOrDefault(value => string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase));

    private static Phase[]? ParsePhases(string[]? texts)
    {
        Phase?[] named = [.. (texts ?? []).SelectMany(text => text.Split(',')).Select(text => PhaseNames.Parse(text.Trim()))];
        return named.Length == 0 || named.Contains(null) ? null : [.. Enum.GetValues<Phase>().Where(phase => named.Contains(phase))];
    }

    private static string? WhyUnwritable(string? folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            return "the folder's name is empty";
        }

        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".write-probe-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return null;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return $"'{folder}' cannot be written ({error.Message})";
        }
    }
}
