using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>
/// Some real GETs straight at the new instance, in rounds, until a round is no faster than the one before it: code compiled, caches filled. Bounded:
/// an instance that does not settle is told, and goes on, for slowness is no error; one that does not answer ends the deploy.
/// </summary>
internal sealed class WarmInstance(Service service, Site site) : Step
{
    private const int RequestsPerRound = 12;
    private const double NoFaster = 0.85;

    /// <summary>Differences below this are noise.</summary>
    private const double SettledMs = 2;

    public override string Name => $"Warm{service}{site}";

    public override string Intent => $"GETs straight at {Words.Of(service, site)} until their latencies settle";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Warm + TimeSpan.FromSeconds(10);

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var instance = run.Traffic.Options.Instance(service, site);
        var began = run.Time.GetTimestamp();
        var sent = 0;
        double? before = null;
        while (true)
        {
            var round = new List<double>(RequestsPerRound);
            foreach (var path in Paths(run))
            {
                var answer = await run.Traffic.DirectAsync(service, site, path, cancellation);
                if (!answer.IsServed)
                {
                    return Finding.Not($"{instance.Name} answers {path} with {answer.Sentence}");
                }

                if (sent++ == 0)
                {
                    run.Fact(FactNames.Of(service, FactNames.WarmFirstMs), Math.Round(answer.Milliseconds, 3));
                }

                round.Add(answer.Milliseconds);
            }

            round.Sort();
            var median = round[round.Count / 2];
            run.Fact(FactNames.Of(service, FactNames.WarmRequests), sent);
            run.Fact(FactNames.Of(service, FactNames.WarmMedianMs), Math.Round(median, 3));
            if (median < SettledMs && before is not null || median >= before * NoFaster)
            {
                return Finding.Ok(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instance.Name} settled at {median:0.0} ms after {sent} GETs"));
            }

            if (run.Time.GetElapsedTime(began) >= run.Limits.Warm)
            {
                return Finding.Ok(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instance.Name} has not settled: {median:0.0} ms after {sent} GETs"));
            }

            before = median;
        }
    }

    private IEnumerable<string> Paths(RunContext run)
    {
        var paths = run.Traffic.Options[service].WarmPaths;
        return Enumerable.Range(0, RequestsPerRound).Select(index => paths.Count == 0 ? run.Traffic.Options[service].ProbePath : paths[index % paths.Count]);
    }
}
