using System.Collections.Concurrent;
using System.Net;

namespace LoadTests.Traffic.Names;

/// <summary>The names of a run, resolved by a habit. Clients that find an answer used up share one question. Thread-safe.</summary>
internal sealed class NameCache(INameServer server, DnsHabit habit, TimeProvider time)
{
    private static readonly TimeSpan JvmLifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, CachedName> names = new(StringComparer.OrdinalIgnoreCase);

    public static NameCache OfTheSystem => new(new SystemNameServer(), DnsHabit.Ttl, TimeProvider.System);

    /// <summary>Whether a connection is given up when the name no longer resolves to its address.</summary>
    public bool LeavesOldAddresses => habit != DnsHabit.Pinned;

    /// <summary>Otherwise a server was given for this run, and a proxy (which resolves by itself) would bypass it.</summary>
    public bool AsksTheSystem => server is SystemNameServer;

    /// <param name="dnsServer">Null: the system's resolver.</param>
    public static NameCache For(IPEndPoint? dnsServer, DnsHabit habit, TimeProvider time) =>
        new(dnsServer is null ? new SystemNameServer() : new DnsNameServer(dnsServer), habit, time);

    /// <exception cref="System.Net.Sockets.SocketException">The name does not resolve.</exception>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the question goes on for others.</exception>
    public async ValueTask<NameAnswer> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return new NameAnswer([literal], Timeout.InfiniteTimeSpan);
        }

        return await names.GetOrAdd(host, _ => new CachedName()).GetAsync(() => server.AskAsync(host), LifetimeOf, time).WaitAsync(cancellation);
    }

    private TimeSpan LifetimeOf(NameAnswer answer) => habit == DnsHabit.Jvm ? JvmLifetime : answer.TimeToLive;
}
