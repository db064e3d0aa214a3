using System.Collections.Concurrent;
using System.Diagnostics;
using Migration.Running;

namespace Migration.Tests.Running;

public sealed class TraceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-trace-test-");

    /// <summary>The source is the process's: the runbooks that other tests run at the same time are heard, too.</summary>
    private readonly ConcurrentQueue<Activity> _stopped = [];

    [Fact]
    public async Task ARunbookIsARoot_ItsStepsAreChildren_ItsGuardsEvents()
    {
        using var listener = Listen();
        using var around = new Activity("the rehearsal's own").Start();
        var runbook = Book("trace-good", new FakeStep("First", () => Finding.Ok("done")), new FakeStep("Second", () => Finding.Ok()));
        var result = await RunAsync(runbook);

        Assert.True(result.IsSuccess, result.Reason);
        Assert.Same(around, Activity.Current);
        var root = Assert.Single(_stopped, activity => activity.OperationName == "trace-good");
        Assert.Null(root.Parent);
        Assert.NotEqual(around.TraceId, root.TraceId);
        Assert.Equal(around.SpanId, Assert.Single(root.Links).Context.SpanId);
        Assert.Equal(ActivityStatusCode.Ok, root.Status);
        Assert.Equal(result.RunId, root.GetTagItem("migration.run"));
        Assert.Equal("It", Assert.Single(root.Events).Name);
        var first = Assert.Single(_stopped, activity => activity.TraceId == root.TraceId && activity.OperationName == "First");
        Assert.Equal(root.SpanId, first.ParentSpanId);
        Assert.Equal(7, first.GetTagItem("fact_of_First"));
        Assert.Equal(["one", "two"], Assert.IsType<string[]>(first.GetTagItem("seen_by_First")));
        var progress = Assert.Single(first.Events);
        Assert.Equal(("progress", "half way"), (progress.Name, progress.Tags.Single(tag => tag.Key == "detail").Value));
    }

    [Fact]
    public async Task AFailedStep_AndItsUndo_AreSeen()
    {
        using var listener = Listen();
        await RunAsync(Book("trace-bad", new FakeStep("Good", () => Finding.Ok()), new FakeStep("Bad", () => Finding.Not("no"))));
        var root = Assert.Single(_stopped, activity => activity.OperationName == "trace-bad");
        Assert.Equal("Undone", root.GetTagItem("migration.outcome"));
        Assert.Equal(ActivityStatusCode.Error, root.Status);
        var bad = Assert.Single(_stopped, activity => activity.TraceId == root.TraceId && activity.OperationName == "Bad");
        Assert.Equal((ActivityStatusCode.Error, "no"), (bad.Status, bad.StatusDescription));
        Assert.Single(_stopped, activity => activity.TraceId == root.TraceId && activity.OperationName == "undo Good");
    }

    [Fact]
    public async Task WhenNobodyListens_NothingIsMade()
    {
        var around = Activity.Current;
        Activity? inside = new("not run");
        await RunAsync(Book("trace-none", new FakeStep("Unseen", () =>
        {
            inside = Activity.Current;
            return Finding.Ok();
        })));
        Assert.Same(around, inside);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Runbook Book(string name, params Step[] steps) =>
        new(name, "Test.", [new FakeGuard("It", () => Finding.Ok("holds"))], steps) { Needs = Needs.Nothing };

    private Task<RunbookResult> RunAsync(Runbook runbook) =>
        RunbookRunner.RunAsync(runbook, new MigrationContext(new TrafficOptions(), _folder.FullName), new RunOptions(), null, TestContext.Current.CancellationToken);

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Migration",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
