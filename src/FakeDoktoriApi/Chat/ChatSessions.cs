using System.Collections.Concurrent;
using System.Net.WebSockets;
using ServiceDefaults.Health;

namespace FakeDoktoriApi.Chat;

/// <summary>The open sessions, their bound, and their end when this instance stops.</summary>
internal sealed class ChatSessions(ChatServices services) : IEndsAfterDrain
{
    private readonly ConcurrentDictionary<ChatSession, bool> _sessions = [];
    private int _open;
    private volatile bool _stopping;

    public int Count => _sessions.Count;

    /// <summary>Reserves a place; <c>false</c> when this instance is full or stops. A place is given back by <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (_stopping)
        {
            return false;
        }

        if (Interlocked.Increment(ref _open) <= services.Options.MaxSessions)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _open);

    /// <param name="abort">Ends the connection below the WebSocket.</param>
    public async Task RunAsync(WebSocket socket, Action abort)
    {
        var session = new ChatSession(Guid.NewGuid().ToString("N"), socket, abort, services);
        _sessions[session] = true;
        if (_stopping)
        {
            session.Stop();
        }

        try
        {
            await session.RunAsync();
        }
        finally
        {
            _sessions.TryRemove(session, out _);
        }
    }

    /// <summary>1. Frames in work finish, none begins. 2. What they stored is sent to the subscribers. 3. Every session gets close code 1001.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        ChatSession[] sessions = [.. _sessions.Keys];
        services.Logger.ClosingSessions(sessions.Length);
        await Task.WhenAll(sessions.Select(session => session.QuietAsync()));
        await services.Feed.AfterNextLookAsync(() => { });
        Array.ForEach(sessions, session => session.Stop());

        // Each bounds its own end; nothing is cut here that could still be closed.
        await Task.WhenAll(sessions.Select(session => session.Over)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
