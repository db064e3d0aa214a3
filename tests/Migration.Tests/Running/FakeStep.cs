using Migration.Running;

namespace Migration.Tests.Running;

/// <summary>A step that does what it is told.</summary>
internal sealed class FakeStep(string name, Func<Finding> act) : Step
{
    public override string Name => name;

    public override string Intent => $"do {name}";

    public override string? UndoIntent => $"take {name} back";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override Task<Finding> ActAsync(RunContext context, CancellationToken cancellation)
    {
        context.Fact("fact_of_" + name, 7);
        context.Fact("seen_by_" + name, (List<string>)["one", "two"]);
        context.Progress("half way");
        return Task.FromResult(act());
    }
}
