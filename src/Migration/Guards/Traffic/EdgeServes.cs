using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration.Guards.Traffic;

/// <summary>Clients get answers through the edge now.</summary>
internal sealed class EdgeServes(EdgeRole role, IReadOnlyList<Service> services) : Guard
{
    public override string Name => $"{role}EdgeServes";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var seen = new List<string>();
        foreach (var service in services)
        {
            var answer = await run.Traffic.ThroughAsync(role, service, cancellation);
            if (!answer.IsServed)
            {
                return Finding.Not($"{Words.Of(role)} answers {Words.Of(service)} with {answer.Sentence}");
            }

            seen.Add($"{Words.Of(service)} {answer.Sentence}");
        }

        return Finding.Ok(string.Join(", ", seen));
    }
}
