using Migration.Running;

namespace Migration.Guards;

/// <summary>Two different servers, which replication can tell apart, the new one not older than the old one.</summary>
internal sealed class AreTwoServers : PairGuard
{
    protected override Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        var source = run.Source.Identity;
        var target = run.Target.Identity;
        return Task.FromResult(
            source.Uuid == target.Uuid ? Finding.Not($"{run.Source.Name} and {run.Target.Name} are the same server ({source.Uuid})")
            : source.ServerId == target.ServerId ? Finding.Not($"both servers have server_id {source.ServerId}", "give them different ones")
            : (target.Dialect.Version.Major, target.Dialect.Version.Minor).CompareTo((source.Dialect.Version.Major, source.Dialect.Version.Minor)) < 0
                ? Finding.Not($"{run.Target.Name} ({target.VersionText}) is older than {run.Source.Name} ({source.VersionText})", "MySQL replicates to the same or the next version only")
            : Finding.Ok($"server_id {source.ServerId} and {target.ServerId}"));
    }
}
