using Migration.Running;

namespace Migration.Guards.Traffic;

/// <summary>The instances of this site can be started and stopped, as far as that can be seen without doing it.</summary>
internal sealed class InstancesCanBeControlled(IReadOnlyList<Service> services, Site site) : Guard
{
    public override string Name => $"{site}CanBeControlled";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var seen = new List<string>();
        foreach (var service in services)
        {
            seen.Add(await run.Traffic.Instances.LookAsync(run.Traffic.Options.Instance(service, site), cancellation));
        }

        return Finding.Ok(string.Join(", ", seen));
    }
}
