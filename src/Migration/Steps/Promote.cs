using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>
/// Step 4, POINT OF NO RETURN: the new server takes the application's writes. Stopping replication is begun here and proved in the last step:
/// the old server is frozen and everything of it was executed, so there is nothing left to replicate, and RDS's procedure takes three seconds
/// that must not be part of the window.
/// </summary>
internal sealed class Promote(Way way) : Step
{
    public override string Name => $"Promote{way.To}";

    public override string Intent => $"{Way.Word(way.To)}: stop replication, take the application's writes";

    public override string? UndoIntent =>
        $"{Way.Word(way.To)}: stop the application's writes; carry any it took to {Way.Word(way.From)}";

    public override bool IsPointOfNoReturn => true;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var privileges = run.Recall(Remembered.AppPrivileges) ?? throw new InvalidOperationException("the application's privileges were not noted");
        if (run.Recall(Remembered.Replicated) == "yes")
        {
            run.StoppingReplication = run[way.To].StopReplicationNowAsync(CancellationToken.None);
        }

        await run[way.To].OpenToAppAsync(privileges, cancellation);
        return Finding.Ok($"{run[way.To].Name} takes the application's writes");
    }

    /// <summary>1 close the new server → 2 did it take writes the old one lacks? → 3 carry them → 4 note its own GTIDs.
    /// Only after this may the old server open again. When the new server cannot be reached nothing is known: both stay closed.</summary>
    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var to = run[way.To];
        var from = run[way.From];
        try
        {
            // 1 close
            await to.EndLeftoversAsync(Name, cancellation);
            var closedAt = await to.CloseToAppAsync(cancellation);

            // 2 what is only there? On the target our own GRANT and REVOKE are, at most.
            var ownStatements = way.To == ServerRole.Target ? 2 : 0;
            var missing = closedAt.Except(await from.ExecutedAsync(cancellation)).Except(run.Known.All());
            if (missing.Count > ownStatements)
            {
                // 3 carry
                run.Fact("carried_back", missing.ToString());
                var carried = await ReplicationPath.CarryAsync(run, to, from, closedAt, cancellation);
                if (!carried.Holds)
                {
                    return Finding.Not($"{to.Name} took {missing.Count} transactions that could not be carried to {from.Name}: {carried.Sentence}");
                }
            }

            // 4 note
            if (way.To == ServerRole.Target)
            {
                run.Known.Record(closedAt.OfServer(to.Identity.Uuid));
            }

            return Finding.Ok(missing.Count > ownStatements
                ? $"{to.Name} is closed; its {missing.Count} transactions were carried to {from.Name}"
                : $"{to.Name} is closed; it had taken no write");
        }
        catch (SqlFailure lost) when (lost.IsLost)
        {
            if (run.Recall(Remembered.Abandoned) == way.To.ToString())
            {
                return Finding.Ok($"{to.Name} was given up: whatever it took after {from.Name} was stopped is lost. It must not come back beside {from.Name}");
            }

            return Finding.Not(
                $"{lost.Message}. {to.Name} had been told to take writes; whether it took any is not known. {from.Name} stays frozen: it holds every write up to GTID set {run.Recall(Remembered.Frozen)}",
                $"bring {to.Name} back and run `recover`; or, if it is lost for good and the proxy points at {from.Name}, run `recover --abandon-{way.To.ToString().ToLowerInvariant()}`");
        }
    }
}
