using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Step 2: the write window opens. The source is frozen by super_read_only; the target, where RDS denies that, by revoking the application's writes.</summary>
internal sealed class StopWrites(Way way) : Step
{
    public override string Name => way.From == ServerRole.Source ? "FreezeSourceWrites" : "FenceTargetWrites";

    public override string Intent => way.From == ServerRole.Source
        ? "source: super_read_only = ON — the write window opens"
        : "target: revoke the application's writes and end its older sessions — the write window opens";

    public override string? UndoIntent => $"{Way.Word(way.From)} takes the application's writes again";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Freeze + TimeSpan.FromSeconds(1);

    internal override Task<Finding> RequireAsync(RunContext run, CancellationToken cancellation)
    {
        run.Memory[Remembered.WindowOpened] = run.NowUs().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Task.FromResult(Finding.Ok());
    }

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var opened = run.NowUs();
        run.Memory[Remembered.WindowOpened] = opened.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var frozen = await run[way.From].CloseToAppAsync(cancellation);
        run.Memory[Remembered.Frozen] = frozen.ToString();
        run.Fact(FactNames.WindowOpenedAtUs, opened);
        run.Fact(FactNames.FrozenGtids, frozen.ToString());
        return Finding.Ok($"{run[way.From].Name} takes no writes");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var from = run[way.From];
        await from.EndLeftoversAsync(Name, cancellation);
        if (await IsOpenAsync(run[way.To], cancellation))
        {
            return Finding.Not($"{run[way.To].Name} takes the application's writes: {from.Name} stays closed");
        }

        await from.OpenToAppAsync(run.Recall(Remembered.AppPrivileges) ?? throw new InvalidOperationException("the application's privileges were not noted"), cancellation);
        if (way.From == ServerRole.Target)
        {
            // Sessions that began behind the fence keep its privileges: they reconnect.
            var sessions = new AppSessions(from, run);
            await sessions.EndOlderAsync(cancellation);
            run.Count(FactNames.SessionsKilled, sessions.Killed);
        }

        return await from.IsOpenToAppAsync(cancellation) ? Finding.Ok($"{from.Name} takes writes again") : Finding.Not($"{from.Name} still refuses the application's writes");
    }

    /// <summary>A server that is dead takes no writes. (Was it open when it died? Then its promotion could not be undone, and we are not here.)</summary>
    private static async Task<bool> IsOpenAsync(Server server, CancellationToken cancellation)
    {
        try
        {
            return await server.IsOpenToAppAsync(cancellation);
        }
        catch (SqlFailure lost) when (lost.IsLost)
        {
            return false;
        }
    }
}
