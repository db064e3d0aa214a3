using System.Net.WebSockets;
using LoadTests.Traffic;
using LoadTests.Traffic.Stomp;

namespace LoadTests.Scenarios.Chat;

/// <summary>
/// What one member says and hears in the room, over all its connections. After a broken connection it repeats, under the same
/// client id, what may not have got through: messages that were neither confirmed nor heard, and after which the connection
/// showed no life.
/// The server stores a client id once, so a repetition duplicates nothing.
/// </summary>
internal sealed class ChatVoice(VirtualUser user, ChatRoom room, MessageBook book)
{
    private readonly LoadSession session = user.Session;
    private readonly Lock gate = new();
    private readonly SortedDictionary<int, long> unheard = [];
    private Presence? presence;
    private int lastSequence;

    /// <summary>Subscribes on a new connection, and repeats what the last one may have lost.</summary>
    public async Task JoinAsync(StompConnection connection, CancellationToken cancellation)
    {
        var inDoubt = InDoubt();
        await connection.SendAsync(room.Subscribe, cancellation);
        presence = book.Join(user.Number, session.Clock.Now);
        foreach (var sequence in inDoubt)
        {
            await SayAsync(connection, sequence, cancellation);
        }
    }

    /// <summary>Says a message every half second until it is time to stop, or the connection is gone.</summary>
    public async Task SpeakAsync(StompConnection connection, ChatTimes times, CancellationToken cancellation)
    {
        // Members do not speak in chorus.
        await Task.Delay(ChatTimes.Pace * user.Random.NextDouble(), session.Clock.Time, cancellation);
        try
        {
            while (session.Elapsed < times.StopSpeaking)
            {
                await SayAsync(connection, ++lastSequence, cancellation);
                await Task.Delay(ChatTimes.Pace, session.Clock.Time, cancellation);
            }
        }
        catch (WebSocketException)
        {
            // The reader of the connection finds out why.
        }
    }

    public void Hears(StompFrame message)
    {
        if (room.Heard(message) is not { } heard)
        {
            return;
        }

        book.Received(presence!, heard.Id, heard.ServerId, session.Clock.Now);
        if (heard.Id.Sender == user.Number)
        {
            lock (gate)
            {
                unheard.Remove(heard.Id.Sequence);
            }
        }
    }

    /// <summary>The server has taken a message, or the subscription.</summary>
    public void Confirmed(StompFrame receipt)
    {
        var now = session.Clock.Now;
        if (ChatRoom.ConfirmsSubscription(receipt))
        {
            book.Confirmed(presence!, now);
        }
        else if (room.Taken(receipt) is { } message)
        {
            book.Taken(message, now);
            lock (gate)
            {
                unheard.Remove(message.Sequence);
            }
        }
    }

    public void Lives() => book.Alive(presence!, session.Clock.Now);

    /// <param name="answered">The peer said goodbye, too, so it was there until now.</param>
    public void Leave(bool answered)
    {
        presence!.Planned = true;
        if (answered)
        {
            Lives();
        }
    }

    private async Task SayAsync(StompConnection connection, int sequence, CancellationToken cancellation)
    {
        var message = new MessageId(user.Number, sequence);
        var now = session.Clock.Now;
        lock (gate)
        {
            unheard[sequence] = now;
        }

        // Noted before it leaves: from then on it may arrive.
        book.Sent(presence!, message, now);
        session.Metrics.Count(ChatMetrics.Sent);
        using var span = RequestTrace.BeginMessage(room.Destination);
        await connection.SendAsync(room.Say(message, span?.Id), cancellation);
    }

    private int[] InDoubt()
    {
        lock (gate)
        {
            return presence is null ? [] : [.. unheard.Where(message => presence.LastLife < message.Value + MessageBook.Settle).Select(message => message.Key)];
        }
    }
}
