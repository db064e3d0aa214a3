using Migration.Running;

namespace Migration.Guards;

/// <summary>A precondition of both servers together.</summary>
internal abstract class PairGuard : Guard
{
    internal override Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation) =>
        run.Source.IdentityOrNull is null || run.Target.IdentityOrNull is null
            ? Task.FromResult(Finding.Not("not checked: a server cannot be reached"))
            : LookAsync(run, cancellation);

    protected abstract Task<Finding> LookAsync(RunContext run, CancellationToken cancellation);
}
