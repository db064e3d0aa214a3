using Migration.Running;

namespace Migration.Steps;

/// <summary>The opposite of <see cref="KeepSourceFrozen"/>: the source takes the writes again, and must after a restart, too.</summary>
internal sealed class ForgetFreeze : Step
{
    public override string Intent => "source: a restart of the server no longer freezes it (RESET PERSIST super_read_only)";

    public override bool IsAftercare => true;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        await run.Source.AskAsync(cancellation, "RESET PERSIST IF EXISTS super_read_only");
        return Finding.Ok($"{run.Source.Name} takes writes after a restart, too");
    }
}
