using Migration.Control;
using Migration.Journal;

namespace Migration.Running;

/// <summary>Looks at the edges, the name server and the instances that are configured, and at the journal. Touches nothing.</summary>
public static class TrafficStatusReader
{
    public static async Task<TrafficSnapshot> ReadAsync(MigrationContext context, CancellationToken cancellation = default)
    {
        await using var run = new RunContext(context, "status", static (_, _) => { });
        var options = context.Traffic ?? new TrafficOptions();
        var lines = new List<TrafficLine>();
        foreach (var (role, edge) in new[] { (EdgeRole.Old, options.Edge), (EdgeRole.New, options.NewEdge) })
        {
            if (edge is not null)
            {
                lines.Add(await LookAsync($"{role} edge".ToLowerInvariant(), edge.Name, () => EdgeAsync(run, role, cancellation)));
            }
        }

        if (options.Dns is { } dns)
        {
            lines.Add(await LookAsync("dns", dns.RecordName, () => DnsAsync(run, dns, cancellation)));
        }

        foreach (var service in Enum.GetValues<Service>())
        {
            foreach (var (site, instance) in options[service].Instances)
            {
                var answer = await run.Traffic.ReadinessAsync(service, site, cancellation);
                lines.Add(new TrafficLine($"{service} {site}".ToLowerInvariant(), instance.Name, answer.IsSuccess, answer.IsSuccess ? "ready" : answer.IsDown ? "down" : $"not ready: {answer.Sentence}"));
            }
        }

        var unfinished = JournalReader.ReadAll(context.StateDirectory).Where(record => record.NeedsRecovery).Select(record => $"{record.Run} ({record.Runbook})").ToList();
        return new TrafficSnapshot(lines, unfinished);
    }

    private static async Task<TrafficLine> LookAsync(string part, string name, Func<Task<string>> look)
    {
        try
        {
            return new TrafficLine(part, name, true, await look());
        }
        catch (ControlFailure failure)
        {
            return new TrafficLine(part, name, false, failure.Message);
        }
    }

    private static async Task<string> EdgeAsync(RunContext run, EdgeRole role, CancellationToken cancellation)
    {
        var state = await run.Traffic.Edge(role).StateAsync(cancellation);
        var last = state.LastRequestAt is { } at ? $", last request {at:HH:mm:ss} UTC" : "";
        return $"{string.Join(", ", state.Active.Select(route => $"{route.Key} → {route.Value}"))}; {state.Connections} connections, {state.InFlight} requests in flight, {state.WebSockets} WebSockets{last}";
    }

    private static async Task<string> DnsAsync(RunContext run, DnsEndpoint dns, CancellationToken cancellation)
    {
        var state = await run.Traffic.Dns.StateAsync(cancellation);
        var address = state.Address(dns.RecordName);
        var edge = address == dns.OldAddress ? " (old edge)" : address == dns.NewAddress ? " (new edge)" : "";
        return $"{address ?? "no record"}{edge}, TTL {state.TtlSeconds} s, serial {state.Serial}";
    }
}
