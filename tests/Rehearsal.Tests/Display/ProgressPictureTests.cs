using Microsoft.Extensions.Time.Testing;
using Rehearsal.CommandLine;
using Rehearsal.Display;
using Rehearsal.Plans;
using Spectre.Console;

namespace Rehearsal.Tests.Display;

public sealed class ProgressPictureTests
{
    private readonly FakeTimeProvider time = new();
    private readonly RehearsalProgress progress;

    public ProgressPictureTests() =>
        progress = new RehearsalProgress("20260101-000000", "quick · seed 1", RehearsalPlan.For(Rehearsal.CommandLine.Profile.Quick, Enum.GetValues<Phase>()), time);

    [Fact]
    public void ShowsPhaseStepTimesAndLoad()
    {
        progress.ActStarted("provision");
        time.Advance(TimeSpan.FromSeconds(8));
        progress.ActEnded("provision", succeeded: true, "12 steps");
        progress.ActStarted("cutover-1");
        progress.LoadReported("cutover-1", new LoadProgress("db-cutover", "running", "migration", 6_000, 14_000, 1_234, 3, 200, 3, 87.4));
        progress.StepStarted("cutover-1", "cut-over", "StopSourceWrites");
        time.Advance(TimeSpan.FromMilliseconds(4));
        progress.StepEnded("cutover-1", "cut-over", "StopSourceWrites", succeeded: true, "[writes] stopped");

        var picture = Draw();

        Assert.Contains("✓ provision", picture, StringComparison.Ordinal);
        Assert.Contains("▶ cutover-1", picture, StringComparison.Ordinal);
        Assert.Contains("cut-over · StopSourceWrites 4.0 ms [writes] stopped", picture, StringComparison.Ordinal);
        Assert.Contains("1,234", picture, StringComparison.Ordinal);
        Assert.Contains("87 ms", picture, StringComparison.Ordinal);
        Assert.Contains("○ rollback-1", picture, StringComparison.Ordinal);
        Assert.Contains("00:08 elapsed", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void FitsAUsualTerminal_HoweverManyStepsThereAre()
    {
        progress.ActStarted("cutover-1");
        for (var step = 0; step < 50; step++)
        {
            progress.StepStarted("cutover-1", "cut-over", $"Step{step}");
        }

        foreach (var scenario in new[] { "db-cutover", "data-integrity", "connpool", "write-probe" })
        {
            progress.LoadReported("cutover-1", new LoadProgress(scenario, "running", "baseline", 1, 1, 1, 0, 1, 0, 0));
        }

        Assert.True(Draw().TrimEnd().Split('\n').Length <= 24);
    }

    [Fact]
    public void Remaining_ShrinksToNothing()
    {
        var before = progress.Remaining;
        foreach (var act in progress.Acts.Select(act => act.Act.Name).ToArray())
        {
            progress.ActStarted(act);
            progress.ActEnded(act, succeeded: true, "");
        }

        Assert.True(before > TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, progress.Remaining);
    }

    [Fact]
    public async Task Lines_TellEachThingOnce()
    {
        using var screen = new StringWriter();
        await using (new LineView(Console(screen), progress))
        {
            progress.ActStarted("cutover-1");
            progress.LoadReported("cutover-1", new LoadProgress("db-cutover", "running", "baseline", 1, 1, 1, 0, 1, 0, 0));
            progress.LoadReported("cutover-1", new LoadProgress("db-cutover", "running", "baseline", 2, 1, 2, 0, 1, 0, 0));
        }

        Assert.Equal(3, screen.ToString().Trim().Split('\n').Length);
    }

    private string Draw()
    {
        using var screen = new StringWriter();
        Console(screen).Write(progress.Read(ProgressPicture.Draw));
        return screen.ToString();
    }

    private static IAnsiConsole Console(StringWriter screen)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(screen) });
        console.Profile.Width = 140;
        return console;
    }
}
