using LoadTests.Traffic.Names;

namespace LoadTests.Traffic;

/// <summary>
/// The connections to one host. When the host's name moves, the pool is retired as a whole: requests under way finish on
/// their old connections, which are closed after the last of them.
/// </summary>
internal sealed class ConnectionPool
{
    private readonly Lock gate = new();
    private readonly Dialer dialer;
    private int users;
    private bool retired;

    /// <param name="client">Makes the client that connects through the dialer.</param>
    public ConnectionPool(NameCache names, string host, Func<Dialer, HttpMessageInvoker> client)
    {
        dialer = new Dialer(names, host);
        Client = client(dialer);
    }

    public HttpMessageInvoker Client { get; }

    public bool HasLeft(NameAnswer answer) => dialer.HasLeft(answer);

    /// <summary>Takes part; <see cref="Leave"/> must follow. False when it is retired.</summary>
    public bool TryJoin()
    {
        lock (gate)
        {
            users += retired ? 0 : 1;
            return !retired;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            users--;
            CloseIfDone();
        }
    }

    /// <summary>Takes no more requests.</summary>
    public void Retire()
    {
        lock (gate)
        {
            retired = true;
            CloseIfDone();
        }
    }

    private void CloseIfDone()
    {
        if (retired && users == 0)
        {
            Client.Dispose();
        }
    }
}
