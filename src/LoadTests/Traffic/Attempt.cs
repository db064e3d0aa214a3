using System.Net;

namespace LoadTests.Traffic;

/// <summary>
/// The one connection a request was written to. HttpClient sends a request without a body again when a kept connection
/// turns out dead; a browser does so, too, but a measurement must see it: the second connection refuses the bytes.
/// </summary>
internal sealed class Attempt
{
    private static readonly AsyncLocal<Attempt?> Flow = new();

    private object? connection;

    /// <summary>Opens an attempt for what the current flow sends from now on.</summary>
    public static Attempt Begin() => Flow.Value = new Attempt();

    /// <summary>Where the request went; null before it was written, and when the peer is not known.</summary>
    public IPAddress? Peer => (Volatile.Read(ref connection) as SingleAttemptStream)?.Peer;

    /// <summary>Called by a connection before it writes; null when nobody's request is written (TLS, HTTP/2 housekeeping).</summary>
    /// <exception cref="IOException">The request was already written to another connection.</exception>
    public static void Writes(object connection)
    {
        var attempt = Flow.Value;
        if (attempt is null)
        {
            return;
        }

        var first = Interlocked.CompareExchange(ref attempt.connection, connection, null);
        if (first is not null && !ReferenceEquals(first, connection))
        {
            throw new SecondAttemptException();
        }
    }
}
