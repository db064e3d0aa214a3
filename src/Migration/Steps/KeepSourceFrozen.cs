using Migration.Running;

namespace Migration.Steps;

/// <summary>
/// <c>SET GLOBAL</c> lasts as long as the server runs: a source that restarts after the cutover, its machine rebooted perhaps, would take the writes of whatever
/// still knows its address. Persisted, the freeze outlasts that. Afterwards, because it writes a file, and the write window need not wait for it.
/// https://dev.mysql.com/doc/refman/8.4/en/persisted-system-variables.html
/// </summary>
internal sealed class KeepSourceFrozen : Step
{
    public override string Intent => "source: super_read_only = ON outlasts a restart of the server (SET PERSIST)";

    public override bool IsAftercare => true;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        await run.Source.AskAsync(cancellation, "SET PERSIST super_read_only = ON");
        return Finding.Ok($"{run.Source.Name} takes no writes after a restart either");
    }

    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation)
    {
        var row = (await run.Source.RowsAsync($"SELECT @@GLOBAL.persisted_globals_load AS loads, EXISTS (SELECT 1 FROM performance_schema.persisted_variables WHERE variable_name = 'super_read_only' AND variable_value = 'ON') AS kept", cancellation))[0];
        return !row.Flag("kept") ? Finding.Not($"{run.Source.Name} did not persist super_read_only")
            : row.Flag("loads") ? Finding.Ok()
            : Finding.Not($"{run.Source.Name} forgets what is persisted when it restarts (persisted_globals_load = OFF)", "put super_read_only = ON into its option file, until the way back");
    }
}
