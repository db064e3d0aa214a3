using AppHost.CommandLine;
using AppHost.Running;
using AppHost.Standing;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Rehearsal.CommandLine;

namespace Hosting.Tests.AppHost.Standing;

/// <summary>Buttons follow where the migration stands, without anybody asking for it.</summary>
public sealed class MigrationWatchTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("hosting-tests-").FullName;
    private readonly TestApplication test = new();
    private readonly MigrationWatch watch;
    private readonly Lab lab;
    private MigrationStanding actual = MigrationStanding.Unknown with { Writer = "source" };
    private int looks;

    public MigrationWatchTests()
    {
        var options = new LabOptions(new RehearsalOptions(Profile.Quick, [Phase.Db], 5, 400, root), MySqlPath: null, MySqlChoice.Default, AliveBypassMilliseconds: 0, ProxyPort: null, ApiPort: null);
        lab = new Lab(new StandUpRequest(options), options, new Interrupts(), new LabTerminal(), LabFolder.Create(root), new LabMySql(Installation: null, IsExecutable: false));
        watch = new MigrationWatch(
            (last, _) =>
            {
                Interlocked.Increment(ref looks);
                return Task.FromResult(last with { Writer = actual.Writer });
            },
            "rehearsal",
            test.Clock);
        test.Add("rehearsal").WithExplicitStart();
        test.Add("target").WithRuledCommand(
            "roll-back",
            "Roll back",
            context => watch.WorkAsync("roll-back", context.Services.GetRequiredService<ResourceNotificationService>(), () => Task.FromResult(CommandResults.Success("moved")), context.CancellationToken),
            new CommandOptions(),
            lab,
            watch,
            standing => RunbookRules.WhyNot("roll-back", standing),
            snapshot => snapshot.State?.Text == KnownResourceStates.Running);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enables_AButton_WhenTheMigrationHasMoved_AndAgainDisablesIt()
    {
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        using var stop = new CancellationTokenSource();
        var watching = watch.RunAsync(app.ResourceNotifications, Task.CompletedTask, stop.Token);
        await RollBackIsAsync(app, ResourceCommandState.Disabled);
        actual = actual with { Writer = "target" };
        await test.PassTimeUntilAsync(RollBackIsAsync(app, ResourceCommandState.Enabled), TimeSpan.FromSeconds(1));
        actual = actual with { Writer = "source" };
        Assert.Equal((true, "moved"), Outcome(await app.ResourceCommands.ExecuteCommandAsync("target", "roll-back", Cancellation)));

        // Without waiting: the command itself has looked.
        Assert.False((await app.ResourceCommands.ExecuteCommandAsync("target", "roll-back", Cancellation)).Success);
        Assert.Equal("the application's writes have not moved", lab.Control.Rules.WhyNot("target", "roll-back"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task DoesNotLook_WhileTheRehearsalPlays_AndDisablesEveryButton()
    {
        actual = actual with { Writer = "target" };
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        using var stop = new CancellationTokenSource();
        var watching = watch.RunAsync(app.ResourceNotifications, Task.CompletedTask, stop.Token);
        await RollBackIsAsync(app, ResourceCommandState.Enabled);
        await app.ResourceCommands.ExecuteCommandAsync("rehearsal", KnownResourceCommands.StartCommand, Cancellation);
        await RollBackIsAsync(app, ResourceCommandState.Disabled);
        var before = Volatile.Read(ref looks);
        for (var second = 0; second < 20; second++)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(before, Volatile.Read(ref looks));
        test.Processes["rehearsal"].Ends(0);
        await RollBackIsAsync(app, ResourceCommandState.Enabled);
        Assert.True(Volatile.Read(ref looks) > before);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task Refuses_ASecondRunbook_WhileOneIsAtWork()
    {
        await using var app = test.Builder.Build();
        var finish = new TaskCompletionSource<ExecuteCommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = watch.WorkAsync("cut-over", app.ResourceNotifications, () => finish.Task, Cancellation);
        Assert.Equal("cut-over", watch.Current.AtWork);
        var second = await watch.WorkAsync("checksum", app.ResourceNotifications, () => Task.FromResult(CommandResults.Success()), Cancellation);
        Assert.Equal((false, "cut-over is at work."), Outcome(second));
        Assert.Equal("cut-over", watch.Current.AtWork);
        finish.SetResult(CommandResults.Success("done"));
        Assert.True((await first).Success);
        Assert.Null(watch.Current.AtWork);
    }

    public void Dispose()
    {
        watch.Dispose();
        lab.Folder.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private static (bool, string?) Outcome(ExecuteCommandResult result) => (result.Success, result.Message);

    private static Task<ResourceEvent> RollBackIsAsync(DistributedApplication app, ResourceCommandState state) => app.ResourceNotifications.WaitForResourceAsync(
        "target", change => change.Snapshot.Commands.Any(command => command.Name == "roll-back" && command.State == state), Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
}
