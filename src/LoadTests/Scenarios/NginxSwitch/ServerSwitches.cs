namespace LoadTests.Scenarios.NginxSwitch;

/// <summary>
/// Which server answers, for the run as a whole. A switch is counted when a server other than the current one answers.
/// Around a switch answers of both cross each other, so a server that was current before counts again only for a request
/// sent at least <see cref="Overlap"/> after the current one first answered. Thread-safe.
/// </summary>
internal sealed class ServerSwitches
{
    /// <summary>Microseconds. Requests under way and kept connections of the old upstream end well within it.</summary>
    public const long Overlap = 1_000_000;

    private readonly Lock gate = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private string? current;
    private long currentSince;

    /// <param name="sent">When the request was sent, Unix microseconds.</param>
    /// <param name="answered">When its answer was there.</param>
    /// <returns>What this answer changed; null for nothing.</returns>
    public ServerSwitch? Observe(string server, long sent, long answered)
    {
        lock (gate)
        {
            if (server == current || (!seen.Add(server) && sent < currentSince + Overlap))
            {
                return null;
            }

            var change = current is null ? null : new ServerSwitch(current, server);
            current = server;
            currentSince = answered;
            return change;
        }
    }
}
