using System.Globalization;
using Migration.Running;
using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>After the record was changed, and the TTL that was in force has passed, clients that honour it have left the old edge.</summary>
internal static class DnsCheck
{
    public const string Name = "dns";

    private static readonly Dictionary<string, (string From, string To)> Moves = new()
    {
        [RunbookName.SwitchDns] = ("edge-lightsail", "edge-vpc"),
        [RunbookName.RollBackDns] = ("edge-vpc", "edge-lightsail"),
    };

    public static bool Concerns(RehearsalPlan plan) => Changes(plan).Any();

    public static Finding Run(RehearsalHistory history)
    {
        var expected = $"the last request on the edge that was left at most the TTL and {Format.Milliseconds(Bars.DnsSlackMs)} after the change";
        var late = new List<string>();
        var unknown = new List<string>();
        var seen = new List<string>();
        foreach (var (act, runbook) in Changes(history.Manifest.Plan))
        {
            var (from, to) = Moves[runbook];
            var samples = history.LoadsOf(act.Name).SelectMany(load => load.Samples.Select(sample => (load.Scenario, sample))).ToArray();
            if (Number(history, act, runbook, FactNames.RecordChangedAtUs) is not { } changed || Number(history, act, runbook, FactNames.TtlSeconds) is not { } ttlSeconds)
            {
                unknown.Add($"{act.Name}: {runbook} did not say when it changed the record");
                continue;
            }

            var ttl = ttlSeconds * 1000;
            if (!samples.Any(pair => pair.sample.Edge == from && pair.sample.Started < changed) || !samples.Any(pair => pair.sample.Edge == to && pair.sample.Started > changed))
            {
                unknown.Add($"{act.Name}: no requests on {from} before the change, or none on {to} after it");
                continue;
            }

            var deadline = changed + (long)((ttl + Bars.DnsSlackMs) * 1000);
            late.AddRange(samples.Where(pair => pair.sample.Edge == from && pair.sample.Started > deadline)
                .Select(pair => $"{act.Name}: {pair.Scenario} {SampleText.Of(pair.sample)} on {from}, {Format.Milliseconds((pair.sample.Started - changed) / 1000.0)} after the change"));
            var last = samples.Where(pair => pair.sample.Edge == from).Max(pair => pair.sample.Started);
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"{act.Name} {Format.Milliseconds(Math.Max(0, (last - changed) / 1000.0))} (TTL {Format.Milliseconds(ttl)})"));
        }

        var measured = $"the last client left after: {string.Join(", ", seen.DefaultIfEmpty("not known"))}";
        return late.Count > 0
            ? Finding.Failed(Name, $"{late.Count} requests too late on the edge that was left", expected, late.Take(Evidence.Most))
            : unknown.Count > 0
                ? Finding.Inconclusive(Name, measured, expected, unknown)
                : Finding.Passed(Name, measured, expected);
    }

    // Without users nobody can be late.
    private static IEnumerable<(Act Act, string Runbook)> Changes(RehearsalPlan plan) =>
        plan.Acts.Where(act => act.Loads.Count > 0).SelectMany(act => act.Runbooks.Where(Moves.ContainsKey).Select(runbook => (act, runbook)));

    private static double? Number(RehearsalHistory history, Act act, string runbook, string fact) =>
        double.TryParse(history.FactOf(act.Name, runbook, fact), CultureInfo.InvariantCulture, out var number) ? number : null;
}
