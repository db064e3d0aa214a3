using System.Globalization;
using Migration.Guards;
using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>RDS deletes binary logs as soon as it can; reverse replication needs them from the cutover on.</summary>
internal sealed class KeepTargetBinlogs : Step
{
    private readonly KeepsBinlogs _kept = new(ServerRole.Target);

    public override string Intent => "target: keep binary logs for 72 hours (binlog retention hours)";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        if ((await _kept.CheckAsync(run, cancellation)).Holds)
        {
            return Finding.Ok("kept long enough already");
        }

        var hours = Math.Clamp((int)Math.Ceiling(run.Options.Limits.BinlogRetention.TotalHours), 72, 168);
        await run.Target.AskAsync(cancellation, string.Create(CultureInfo.InvariantCulture, $"CALL mysql.rds_set_configuration('binlog retention hours', {hours})"));
        return Finding.Ok();
    }

    internal override Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation) => _kept.CheckAsync(run, cancellation);
}
