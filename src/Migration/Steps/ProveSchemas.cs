using Migration.Guards;
using Migration.Running;

namespace Migration.Steps;

/// <summary>The definitions on both servers are the same.</summary>
internal sealed class ProveSchemas : Step
{
    private readonly SchemasAreEqual _equal = new();

    public override string Intent => "compare every definition on both servers";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override Task<Finding> ActAsync(RunContext run, CancellationToken cancellation) => _equal.CheckAsync(run, cancellation);
}
