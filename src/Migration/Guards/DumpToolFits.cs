using Migration.Dump;
using Migration.Running;

namespace Migration.Guards;

/// <summary>There is a mysqldump whose GTID set belongs to its snapshot.</summary>
internal sealed class DumpToolFits : Guard
{
    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var tools = await DumpTools.FindAsync(run.Options.MysqldumpPath, cancellation);
        var version = await DumpPipe.VersionAsync(tools, cancellation);
        return version is null ? Finding.Not("mysqldump does not tell its version")
            : version < DumpPipe.Oldest ? Finding.Not($"mysqldump is {version}: it notes a GTID set that is later than its snapshot", $"use one of {DumpPipe.Oldest} or newer (also against an older server)")
            : Finding.Ok($"mysqldump {version}");
    }
}
