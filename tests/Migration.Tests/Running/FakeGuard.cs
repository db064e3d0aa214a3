using Migration.Running;

namespace Migration.Tests.Running;

internal sealed class FakeGuard(string name, Func<Finding> check) : Guard
{
    public override string Name => name;

    internal override Task<Finding> CheckAsync(RunContext context, CancellationToken cancellation) => Task.FromResult(check());
}
