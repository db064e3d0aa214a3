using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration.Guards.Traffic;

/// <summary>Both edges serve, and have the same instances behind them. Others that serve are told, and left to the operator.</summary>
internal sealed class EdgesAreEqual(IReadOnlyList<Service> services) : Guard
{
    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var different = new List<string>();
        foreach (var service in services)
        {
            var old = await run.Traffic.ThroughAsync(EdgeRole.Old, service, cancellation);
            var next = await run.Traffic.ThroughAsync(EdgeRole.New, service, cancellation);
            if (!old.IsServed || !next.IsServed)
            {
                return Finding.Not($"{Words.Of(service)}: the old edge answers {old.Sentence}, the new one {next.Sentence}");
            }

            if (old.ServerId != next.ServerId)
            {
                different.Add($"{Words.Of(service)}: {old.ServerId} behind the old edge, {next.ServerId} behind the new one");
            }
        }

        return different.Count == 0
            ? Finding.Ok("the same instances are behind both")
            : Finding.Unseen($"both serve, by different instances ({string.Join("; ", different)})", "make sure that they use the same database");
    }
}
