using Migration.Running;

namespace Migration.Guards.Traffic;

/// <summary>The instances of this site say that they can serve.</summary>
internal sealed class InstancesAreReady(IReadOnlyList<Service> services, Site site) : Guard
{
    public override string Name => $"{site}IsReady";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        foreach (var service in services)
        {
            var answer = await run.Traffic.ReadinessAsync(service, site, cancellation);
            if (!answer.IsSuccess)
            {
                var instance = run.Traffic.Options.Instance(service, site);
                return Finding.Not($"{instance.Name} is not ready: {answer.Sentence}", $"is it running, and does {new Uri(instance.Url, run.Traffic.Options[service].ReadinessPath)} answer 200?");
            }
        }

        return Finding.Ok(string.Join(", ", services.Select(service => run.Traffic.Options.Instance(service, site).Name)));
    }
}
