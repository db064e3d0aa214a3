using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>A precondition of one server.</summary>
internal abstract class ServerGuard(ServerRole role) : Guard
{
    protected ServerRole Role => role;

    public override string Name => $"{role}{GetType().Name}";

    internal override Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation) =>
        run[role].IdentityOrNull is null
            ? Task.FromResult(Finding.Not($"not checked: {run[role].Name} cannot be reached"))
            : LookAsync(run, run[role], cancellation);

    protected abstract Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation);
}
