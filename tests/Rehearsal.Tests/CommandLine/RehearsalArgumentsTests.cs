using System.CommandLine;
using Rehearsal.CommandLine;
using Rehearsal.Faults;

namespace Rehearsal.Tests.CommandLine;

public sealed class RehearsalArgumentsTests
{
    [Fact]
    public void Defaults_AreAQuickRehearsalOfTheWholeMigration()
    {
        var options = Parse([]).Options!;

        Assert.Equal(Profile.Quick, options.Profile);
        Assert.Equal(Enum.GetValues<Phase>(), options.Phases);
        Assert.Equal(RehearsalOptions.DefaultRows, options.Rows);
        Assert.EndsWith(RehearsalOptions.DefaultOutputFolder, options.OutputFolder, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--profile", "fast", "--profile: 'fast'")]
    [InlineData("--profile", "0", "--profile: '0'")]
    [InlineData("--phases", "db,dsn", "--phases: 'db,dsn'")]
    [InlineData("--phases", ",", "--phases: ','")]
    [InlineData("--rows", "-5", "--rows: '-5'")]
    [InlineData("--rows", "99", "--rows: '99'")]
    [InlineData("--rows", "50000000", "--rows: '50000000'")]
    [InlineData("--rows", "many", "many")]
    [InlineData("--seed", "-1", "--seed: '-1'")]
    [InlineData("--out", "/proc/nowhere", "--out: '/proc/nowhere' cannot be written")]
    [InlineData("--sede", "1", "--sede")]
    public void Refuses_BadInput_AndNamesIt(string option, string value, string expected) =>
        Assert.Contains(Parse([option, value]).Errors, error => error.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("dead-edge", "db,nginx", "phase dns")]
    [InlineData("kill-target", "deploy", "phase db")]
    public void Refuses_AFaultThatCouldNotHappen(string fault, string phases, string expected) =>
        Assert.Contains(Parse(["--fault", fault, "--phases", phases]).Errors, error => error.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Takes_AFaultOfAPhaseThatIsPlayed() => Assert.Equal(Fault.HangNewInstance, Parse(["--fault", "hang-new-instance", "--phases", "deploy"]).Options!.Fault);

    [Fact]
    public void Phases_AreReadInTheOrderOfTheMigration_AndSpelledAsTheyWereGiven()
    {
        var options = Parse(["--phases", "rollback-all, DB"]).Options!;
        Assert.Equal([Phase.Db, Phase.RollbackAll], options.Phases);
        Assert.Contains("db,rollback-all", options.ToArguments());
    }

    [Fact]
    public void Reports_EveryErrorAtOnce() => Assert.Equal(3, Parse(["--profile", "x", "--rows", "1", "--seed", "-1"]).Errors.Count);

    [Fact]
    public async Task ExitsWithUsage_BeforeAnythingStarts()
    {
        var started = false;
        var command = new Command("play");
        new RehearsalArguments().AddTo(command);
        command.SetAction(_ => started = true);

        Assert.Equal(ExitCode.Usage, await CommandLineParse.RunAsync(new RootCommand { command }, ["play", "--rows", "1"], TestContext.Current.CancellationToken));
        Assert.False(started);

    }

    [Fact]
    public void Options_SurviveTheirOwnArguments()
    {
        var options = Parse(["--profile", "standard", "--seed", "7", "--rows", "5000"]).Options!;
        var again = Parse([.. options.ToArguments()]).Options!;

        Assert.Equal(options.Phases, again.Phases);
        Assert.Equal(options, again with { Phases = options.Phases });
    }

    private static (RehearsalOptions? Options, IReadOnlyList<string> Errors) Parse(string[] args)
    {
        var arguments = new RehearsalArguments();
        var command = new RootCommand();
        arguments.AddTo(command);
        var result = command.Parse(args);
        return result.Errors.Count > 0 ? (null, [.. result.Errors.Select(error => error.Message)]) : (arguments.Read(result), []);
    }
}
