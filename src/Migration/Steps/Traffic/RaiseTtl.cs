using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Puts the TTL back when the switch is settled. From here on a rollback takes as long as that TTL.</summary>
internal sealed class RaiseTtl : Step
{
    public override string Intent => "dns: the TTL as it was before the run; from here on the way back takes as long as that TTL";

    public override bool IsAftercare => true;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override Task<Finding> ActAsync(RunContext run, CancellationToken cancellation) => LowerTtl.RestoreAsync(run, cancellation);
}
