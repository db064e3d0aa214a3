using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Chat;

/// <summary>Who on this instance listens to which room. Publishing never waits for a client.</summary>
internal sealed class ChatHub
{
    private static readonly JsonTypeInfo<ChatMessage> _type = JsonTypes.Of<ChatMessage>();

    private readonly Lock _gate = new();
    private readonly Dictionary<long, ChatSubscription[]> _rooms = [];

    public bool HasSubscribers
    {
        get
        {
            lock (_gate)
            {
                return _rooms.Count > 0;
            }
        }
    }

    /// <summary>Does nothing if the subscription was removed before: its session has ended meanwhile.</summary>
    public void Add(ChatSubscription subscription)
    {
        if (subscription.Room is not { } room)
        {
            return;
        }

        lock (_gate)
        {
            if (!subscription.IsOver)
            {
                _rooms[room] = [.. _rooms.GetValueOrDefault(room, []), subscription];
            }
        }
    }

    public void Remove(ChatSubscription subscription)
    {
        lock (_gate)
        {
            subscription.IsOver = true;
            if (subscription.Room is not { } room || !_rooms.TryGetValue(room, out var before))
            {
                return;
            }

            var after = Array.FindAll(before, other => other != subscription);
            if (after.Length > 0)
            {
                _rooms[room] = after;
            }
            else
            {
                _rooms.Remove(room);
            }
        }
    }

    public void Publish(StoredMessage message)
    {
        ChatSubscription[]? subscriptions;
        lock (_gate)
        {
            _rooms.TryGetValue(message.RoomId, out subscriptions);
        }

        if (subscriptions is null)
        {
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(message.Message, _type);
        foreach (var subscription in subscriptions)
        {
            subscription.Deliver(body);
        }
    }
}
