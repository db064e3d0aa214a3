using Migration.Dump;
using Migration.Replication;
using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Dumps the source and loads the target in one go; notes the GTID set the copy stands for and the target's own transactions of the load.</summary>
internal sealed class CopyDatabase : Step
{
    public override string Intent => "mysqldump the source at one GTID point and load it into the target";

    public override string? UndoIntent => "drop the half loaded database on the target";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Dump;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        // There is no such database yet, so nothing the target did so far can concern it: it counts as known.
        run.Known.Record(await run.Target.OwnAsync(cancellation));
        var pipe = new DumpPipe(run, await DumpTools.FindAsync(run.Options.MysqldumpPath, cancellation));
        var gtids = GtidSet.Empty;
        await run.NotingOwnAsync(async token => gtids = await pipe.CopyAsync(token), cancellation);
        run.Memory[Remembered.DumpGtids] = gtids.ToString();
        run.Fact(FactNames.DumpGtids, gtids.ToString());
        run.Fact(FactNames.DumpBytes, pipe.Bytes);
        return Finding.Ok($"{pipe.Bytes / 1024 / 1024.0:0.#} MiB at {gtids}");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        await run.NotingOwnAsync(token => run.Target.AskAsync(token, $"DROP DATABASE IF EXISTS {Sql.Name(run.Options.Database)}"), cancellation);
        return Finding.Ok($"{run.Options.Database} was dropped on {run.Target.Name}");
    }
}
