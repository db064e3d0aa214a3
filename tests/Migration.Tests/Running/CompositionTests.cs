using Migration.Journal;
using Migration.Running;

namespace Migration.Tests.Running;

public sealed class CompositionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-composition-test-");
    private readonly List<string> _done = [];

    [Fact]
    public async Task PlaysPartsInOrder_AndSkipsThoseAtTheirStart()
    {
        var result = await RunAsync(Part("one"), Part("two", reached: true), Part("three"));
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal(["one", "three"], _done);
        Assert.Equal([StepOutcome.Done, StepOutcome.Skipped, StepOutcome.Done], result.Steps.Select(step => step.Outcome));
        Assert.Contains("two is there", result.Steps[1].Reason, StringComparison.Ordinal);
        Assert.Equal(7, result.Facts["three.fact_of_Do-three"]);
    }

    [Fact]
    public async Task AFailureStops_AndSaysWhatStands()
    {
        var result = await RunAsync(Part("one"), Part("two", act: () => Finding.Not("broken")), Part("three"));
        Assert.Equal(RunOutcome.Incomplete, result.Outcome);
        Assert.Equal("two: Do-two", result.FailedStep);
        Assert.Contains("two ended Undone: Do-two failed (action): broken; one done; not reached: three", result.Reason, StringComparison.Ordinal);
        Assert.Equal([StepOutcome.Done, StepOutcome.Undone, StepOutcome.NotReached], result.Steps.Select(step => step.Outcome));
        // Every part has a journal of its own, and all of them ended.
        var journals = JournalReader.ReadAll(_folder.FullName);
        Assert.Equal(["one", "two"], journals.Select(journal => journal.Runbook));
        Assert.All(journals, journal => Assert.False(journal.NeedsRecovery));
    }

    [Fact]
    public async Task TheFirstPartsFailure_HasItsOwnOutcome() =>
        Assert.Equal(RunOutcome.Refused, (await RunAsync(Part("one", guard: () => Finding.Not("no")), Part("two"))).Outcome);

    [Fact]
    public async Task ADryRun_DoesNotRefuseForWhatAnEarlierPartWillChange()
    {
        var result = await RunAsync(dryRun: true, Part("one"), Part("two", guard: () => Finding.Not("one was not done")));
        Assert.Equal(RunOutcome.Planned, result.Outcome);
        Assert.Equal(GuardVerdict.CannotBeSeen, result.Guards.Single(guard => guard.Name == "two: Guard").Verdict);
        Assert.Empty(_done);
        Assert.Equal(RunOutcome.Refused, (await RunAsync(dryRun: true, Part("one", guard: () => Finding.Not("no")), Part("two"))).Outcome);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Runbook Part(string name, Func<Finding>? act = null, Func<Finding>? guard = null, bool reached = false) => new(
        name,
        "Test.",
        [new FakeGuard("Guard", guard ?? (() => Finding.Ok()))],
        [new FakeStep($"Do-{name}", act ?? (() => Did(name)))])
    {
        Needs = Needs.Nothing,
        Reached = [new FakeGuard("Reached", () => reached ? Finding.Ok($"{name} is there") : Finding.Not("not there"))],
    };

    private Finding Did(string name)
    {
        _done.Add(name);
        return Finding.Ok();
    }

    private Task<RunbookResult> RunAsync(params Runbook[] parts) => RunAsync(dryRun: false, parts);

    private Task<RunbookResult> RunAsync(bool dryRun, params Runbook[] parts) => RunbookRunner.RunAsync(
        new Runbook("whole", "Test.", [], []) { Parts = parts, Needs = Needs.Nothing },
        new MigrationContext(new TrafficOptions(), _folder.FullName),
        new RunOptions { DryRun = dryRun },
        null,
        TestContext.Current.CancellationToken);
}
