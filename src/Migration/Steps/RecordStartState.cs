using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>First step of a switch: writes down what the way back needs. Its undo comes last and proves that the start state stands again.</summary>
internal sealed class RecordStartState(Way way, bool replicated) : Step
{
    public override string Intent => "note the application's privileges and the replication as they are, open the connections the window will use, and see a write (rolled back) land through the proxy";

    public override string? UndoIntent => $"replicate {Way.Word(way.From)} → {Way.Word(way.To)} again and prove that {Way.Word(way.From)} alone takes writes";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> RequireAsync(RunContext run, CancellationToken cancellation)
    {
        if (await run[way.From].AppGrantsAsync(cancellation) is not { OnDatabase.Count: > 0 } grants)
        {
            return Finding.Not($"{Way.Word(way.From)}: the application's account has no privileges on {run.Options.Database}");
        }

        run.Memory[Remembered.AppPrivileges] = AppGrants.Join(grants.OnDatabase);
        run.Memory[Remembered.Replicated] = replicated ? "yes" : "no";
        foreach (var role in new[] { way.From, way.To })
        {
            if (await run[role].AppGrantsAsync(cancellation) is { DatabaseText: { } text })
            {
                run.Memory[$"{role}.grant.database"] = text;
            }
        }

        return Finding.Ok();
    }

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        // What the window needs is opened, compiled and run before it, so that none of it is inside.
        CompiledCode.Prepare();
        foreach (var server in new Server[] { run.Source, run.Target })
        {
            foreach (var use in Enum.GetValues<SessionUse>().Except([SessionUse.Gate]))
            {
                await server.SessionAsync(use, cancellation);
            }

            await server.HasExecutedAsync(await server.ExecutedAsync(cancellation), run.Options.Limits.Lag, cancellation);
        }

        // As MoveSessions does it, at both servers at once; but nobody asks at this gate, and no session's id is as low.
        const string Gate = SessionGate.Lock + "_tried_out";
        await Task.WhenAll(run.Source.CloseGateAsync(Gate, cancellation), run.Target.CloseGateAsync(Gate, cancellation));
        await Task.WhenAll(
            new AppSessions(run.Source, run).EndQuietAsync(upTo: 0, spare: null, cancellation),
            new AppSessions(run.Target, run).EndQuietAsync(upTo: 0, spare: null, cancellation));
        await Task.WhenAll(run.Source.OpenGateAsync(cancellation), run.Target.OpenGateAsync(cancellation));

        // A write that fails now, before anything was touched, is no consequence of the switch.
        await using var probe = await WriteProbe.OpenAsync(run, way.From, cancellation);
        var write = await WriteProbe.WriteAsync(run, probe, way.From, cancellation);
        if (!write.Holds)
        {
            return write;
        }

        return Finding.Ok($"{run.Source.Name} {run.Source.Identity.Dialect.Version}, {run.Target.Name} {run.Target.Identity.Dialect.Version}");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        if (!await run[way.From].IsOpenToAppAsync(cancellation))
        {
            return Finding.Not($"{run[way.From].Name} does not take the application's writes");
        }

        try
        {
            if (await run[way.To].IsOpenToAppAsync(cancellation))
            {
                return Finding.Never($"both {run[way.From].Name} and {run[way.To].Name} take the application's writes", "stop the application, fence one of them by hand");
            }

            if (run.Recall(Remembered.Replicated) == "yes")
            {
                var ready = await ReplicationPath.ReplicateAsync(run, run[way.From], run[way.To], cancellation);
                if (!ready.Holds)
                {
                    return ready;
                }
            }
        }
        catch (SqlFailure lost) when (lost.IsLost)
        {
            // It cannot take writes while it is dead, and it was fenced before it died. Said, not hidden.
            run.Fact("unreachable", run[way.To].Name);
            return Finding.Ok($"{run[way.From].Name} alone takes writes; {run[way.To].Name} cannot be reached, so replication to it could not be started again");
        }

        return Finding.Ok($"{run[way.From].Name} alone takes writes");
    }
}
