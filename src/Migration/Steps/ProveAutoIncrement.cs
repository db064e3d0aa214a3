using Migration.Guards;
using Migration.Running;

namespace Migration.Steps;

/// <summary>The replica's AUTO_INCREMENT heads collide with no row.</summary>
internal sealed class ProveAutoIncrement : Step
{
    public override string Intent => "compare the AUTO_INCREMENT heads";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation) =>
        await Watch.DirectionAsync(run, cancellation) is { } way
            ? await new AutoIncrementHeadsSuit(way).CheckAsync(run, cancellation)
            : Finding.Ok("not compared: neither server replicates from the other");
}
