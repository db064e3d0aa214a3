using Aspire.Hosting.ApplicationModel;

namespace AppHost.Standing;

/// <summary>
/// Knows where the migration stands, so that a button's state is read from memory and nobody who asks for it waits. Looks every two seconds, after each
/// command that may have changed something, and never while a rehearsal plays: what is measured then is not disturbed, and no button may be pressed.
/// </summary>
internal sealed class MigrationWatch(Func<MigrationStanding, CancellationToken, Task<MigrationStanding>> read, string rehearsal, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Dictionary<IResource, Func<CustomResourceSnapshot, MigrationStanding, CustomResourceSnapshot>> concerned = [];
    private volatile MigrationStanding current = MigrationStanding.Unknown;

    public MigrationStanding Current => current;

    /// <summary>The commands of <paramref name="resource"/> follow from where the migration stands.</summary>
    public void Concerns(IResource resource) => concerned.TryAdd(resource, (snapshot, _) => snapshot);

    /// <param name="show">What else of <paramref name="resource"/> follows from it.</param>
    public void Concerns(IResource resource, Func<CustomResourceSnapshot, MigrationStanding, CustomResourceSnapshot> show) => concerned[resource] = show;

    /// <summary>Looks now and then until it is told to stop.</summary>
    public async Task RunAsync(ResourceNotificationService notifications, Task standsUp, CancellationToken stop)
    {
        await standsUp.WaitAsync(stop);
        var following = FollowRehearsalAsync(notifications, stop);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            if (!Current.IsPlaying)
            {
                await LookAsync(notifications, stop);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));

        await following;
    }

    /// <summary>Looks now; whoever has changed something calls it before saying so.</summary>
    public async Task LookAsync(ResourceNotificationService notifications, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var seen = await read(Current, cancellation);
            await ChangeAsync(notifications, now => seen with { AtWork = now.AtWork, IsPlaying = now.IsPlaying });
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Runs <paramref name="work"/> as the one runbook at work.</summary>
    public async Task<ExecuteCommandResult> WorkAsync(string runbook, ResourceNotificationService notifications, Func<Task<ExecuteCommandResult>> work, CancellationToken cancellation)
    {
        string? other = null;
        await ChangeAsync(notifications, now =>
        {
            other = now.AtWork;
            return now with { AtWork = other ?? runbook };
        });
        if (other is not null)
        {
            return CommandResults.Failure($"{other} is at work.");
        }

        try
        {
            return await work();
        }
        finally
        {
            await ChangeAsync(notifications, now => now with { AtWork = null });
            await LookAsync(notifications, cancellation);
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task FollowRehearsalAsync(ResourceNotificationService notifications, CancellationToken stop)
    {
        await foreach (var change in notifications.WatchAsync(stop))
        {
            if (change.Resource.Name != rehearsal)
            {
                continue;
            }

            var wasPlaying = Current.IsPlaying;
            var isPlaying = IsPlaying(change.Snapshot);
            await ChangeAsync(notifications, now => now with { IsPlaying = isPlaying });
            if (wasPlaying && !isPlaying)
            {
                await LookAsync(notifications, stop);
            }
        }
    }

    private static bool IsPlaying(CustomResourceSnapshot snapshot) =>
        snapshot.State is { } state && state.Text != KnownResourceStates.NotStarted && !KnownResourceStates.TerminalStates.Contains(state.Text);

    /// <summary>The concerned resources are told only when something is different: each telling is seen by everyone who watches.</summary>
    private async Task ChangeAsync(ResourceNotificationService notifications, Func<MigrationStanding, MigrationStanding> change)
    {
        lock (gate)
        {
            var before = current;
            current = change(before);
            if (current == before)
            {
                return;
            }
        }

        foreach (var (resource, show) in concerned)
        {
            await notifications.PublishUpdateAsync(resource, snapshot => show(snapshot, Current));
        }
    }
}
