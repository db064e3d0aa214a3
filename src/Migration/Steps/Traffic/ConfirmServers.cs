using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>As clients see it: new connections through the edge are answered by the new instances, several times in a row.</summary>
internal sealed class ConfirmServers(IReadOnlyList<Service> services, Site site) : Step
{
    private const int InARow = 3;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    public override string Name => $"Confirm{Words.Name(services)}On{site}";

    public override string Intent => $"see on new connections, by X-Server-Id, that {Words.Of(site)} answers for {Words.Of(services)}";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Confirm;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        foreach (var service in services)
        {
            await ConfirmAsync(run, service, cancellation);
        }

        return Finding.Ok($"{string.Join(", ", services.Select(service => run.Recall(TrafficMemory.NewId(service))))} answer");
    }

    private static async Task ConfirmAsync(RunContext run, Service service, CancellationToken cancellation)
    {
        var expected = run.Recall(TrafficMemory.NewId(service));
        var times = 0;
        await run.UntilAsync(
            Every,
            async token =>
            {
                var answer = await run.Traffic.ThroughAsync(EdgeRole.Old, service, token);
                if (!answer.IsServed || answer.ServerId != expected)
                {
                    times = 0;
                    return Finding.Not($"{Words.Of(service)} is answered {answer.Sentence}, not from {expected}");
                }

                if (times++ == 0)
                {
                    run.Fact(FactNames.Of(service, FactNames.SwitchMs), run.MillisecondsSince(TrafficMemory.SwitchedAt(service)));
                    run.Fact(FactNames.Of(service, FactNames.NewServerId), answer.ServerId);
                }

                return times >= InARow ? Finding.Ok() : Finding.Not($"{Words.Of(service)} is answered by {expected}");
            },
            cancellation);
    }
}
