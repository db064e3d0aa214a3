using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The target has executed nothing but what the source has and what the runbooks did there themselves.</summary>
internal sealed class HasNoErrantTransactions() : PairGuard
{
    public override string Name => $"{ServerRole.Target}{nameof(HasNoErrantTransactions)}";

    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        // The target first: a transaction that arrives between the two questions must not look errant.
        var unexplained = (await run.Target.ExecutedAsync(cancellation)).Except(run.Known.All());

        // A transaction is in the source's binary log, and on its way, before it is committed there: on a busy machine the replica may be first.
        // https://dev.mysql.com/doc/refman/8.4/en/binary-log.html
        await run.Source.HasExecutedAsync(unexplained.OfServer(run.Source.Identity.Uuid), run.Options.Limits.Lag, cancellation);
        var errant = unexplained.Except(await run.Source.ExecutedAsync(cancellation));
        return errant.IsEmpty
            ? Finding.Ok()
            : Finding.Not(
                $"{run.Target.Name} has {errant.Count} transactions that {run.Source.Name} never had: {errant}",
                "find out what they changed (mysqlbinlog); if they are harmless, name them with --known-target-gtids, else load the dump again");
    }
}
