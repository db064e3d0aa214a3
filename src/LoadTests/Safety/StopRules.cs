using System.Globalization;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Safety;

/// <summary>Watches every sample and ends the run when an error budget is burnt. Counts in whole seconds: a window is exact to one second.</summary>
internal sealed class StopRules(IReadOnlyList<StopRule> rules, Action<string> stop) : ISampleSink
{
    private const long Second = 1_000_000;

    private readonly Lock gate = new();
    private readonly SortedDictionary<long, (long Requests, long Failed)> seconds = [];
    private bool burnt;

    public void Add(Sample sample)
    {
        if (sample.Outcome == Outcome.Cancelled)
        {
            return;
        }

        string? reason;
        lock (gate)
        {
            var second = sample.Ended / Second;
            var (requests, failed) = seconds.GetValueOrDefault(second);
            seconds[second] = (requests + 1, failed + (sample.Outcome == Outcome.Ok ? 0 : 1));
            reason = burnt || sample.Outcome == Outcome.Ok ? null : WhyBurnt(second);
            burnt |= reason is not null;
        }

        if (reason is not null)
        {
            stop(reason);
        }
    }

    private string? WhyBurnt(long now)
    {
        foreach (var rule in rules)
        {
            var since = rule.Window is { } window ? now - (long)window.TotalSeconds : long.MinValue;
            long requests = 0, failed = 0;
            foreach (var (_, counted) in seconds.Where(second => second.Key > since))
            {
                requests += counted.Requests;
                failed += counted.Failed;
            }

            if (rule.IsBurnt(requests, failed))
            {
                return string.Create(CultureInfo.InvariantCulture, $"stopped by its error budget ({rule.Text}): {failed} of {requests} requests failed");
            }
        }

        return null;
    }
}
