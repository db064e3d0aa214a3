namespace LoadTests.Scenarios.Chat;

/// <summary>
/// Every numbered message of a run, from all its senders to all its subscribers; afterwards each missing delivery is judged.
/// A message counts as lost only for a subscriber whose connection counted before the message was sent and still showed
/// life <see cref="Settle"/> after somebody else had seen it. Thread-safe; times in Unix microseconds.
/// </summary>
internal sealed class MessageBook
{
    /// <summary>How long a delivery may take (two chat servers pass messages on to each other) before it is missing.</summary>
    public const long Settle = 2_000_000;

    private const double MicrosecondsPerMillisecond = 1000;

    private readonly Lock gate = new();
    private readonly List<Presence> presences = [];
    private readonly Dictionary<MessageId, List<(long At, Presence By)>> sends = [];
    private readonly Dictionary<MessageId, long> taken = [];
    private readonly List<Delivery> deliveries = [];

    /// <summary>A subscriber has a new connection.</summary>
    public Presence Join(int subscriber, long at)
    {
        lock (gate)
        {
            var presence = new Presence(subscriber, at);
            presences.Add(presence);
            return presence;
        }
    }

    /// <summary>About to be handed to the connection; a repetition after a broken connection is a send, too.</summary>
    public void Sent(Presence by, MessageId id, long at)
    {
        lock (gate)
        {
            if (!sends.TryGetValue(id, out var times))
            {
                sends[id] = times = [];
            }

            times.Add((at, by));
        }
    }

    /// <summary>The server confirms the subscription.</summary>
    public void Confirmed(Presence presence, long at)
    {
        lock (gate)
        {
            presence.Heard(at);
        }
    }

    /// <summary>The server confirms that it has the message.</summary>
    public void Taken(MessageId id, long at)
    {
        lock (gate)
        {
            taken.TryAdd(id, at);
        }
    }

    /// <param name="messageId">The server's.</param>
    public void Received(Presence by, MessageId id, string messageId, long at)
    {
        lock (gate)
        {
            by.Heard(at);
            deliveries.Add(new Delivery(by, id, messageId, at));
        }
    }

    /// <summary>Anything arrived, or the peer said goodbye.</summary>
    public void Alive(Presence by, long at)
    {
        lock (gate)
        {
            by.Lived(at);
        }
    }

    /// <param name="end">When the senders stopped by plan: silence after it is none.</param>
    public MessageTally Judge(long end)
    {
        lock (gate)
        {
            var seen = deliveries.ToLookup(delivery => delivery.Id);
            var missing = sends.SelectMany(send => Missing(send.Key, send.Value, [.. seen[send.Key]])).ToList();
            return new MessageTally
            {
                Lost = missing.Count(verdict => verdict == Fate.Lost),
                MissedAway = missing.Count(verdict => verdict == Fate.Away),
                Undecided = missing.Count(verdict => verdict == Fate.Undecided),
                Duplicated = sends.Sum(send => Duplicates(send.Value.Count, [.. seen[send.Key]])),
                OutOfOrder = presences.Sum(OutOfOrder),
                LongestGapMs = LongestGap(end),
            };
        }
    }

    private IEnumerable<Fate> Missing(MessageId id, List<(long At, Presence By)> sent, IReadOnlyList<Delivery> seen)
    {
        if (seen.Count == 0)
        {
            // Taken by the server, it was due to whoever was there; not confirmed, only the sender's living connection tells.
            var (at, by) = sent[^1];
            var lost = taken.TryGetValue(id, out var confirmed)
                ? presences.Any(presence => presence.Covers(at, confirmed + Settle))
                : by.LastLife >= at + Settle;
            return [lost ? Fate.Lost : Fate.Undecided];
        }

        var first = sent[0].At;
        var known = seen.Min(delivery => delivery.At);
        return presences.GroupBy(presence => presence.Subscriber)
            .Where(own => seen.All(delivery => delivery.By.Subscriber != own.Key))
            .Select(own => FateOf([.. own], first, known))
            .OfType<Fate>();
    }

    /// <summary>Why one subscriber did not see a message that others saw; null when it was not to see it.</summary>
    private static Fate? FateOf(IReadOnlyList<Presence> own, long sent, long known)
    {
        if (own.Any(presence => presence.Covers(sent, known + Settle)))
        {
            return Fate.Lost;
        }

        if (known < own.Min(presence => presence.From) || own.Any(presence => presence.Planned && presence.LastLife <= sent))
        {
            return null;
        }

        return own.Any(presence => presence.Touches(sent, known)) ? Fate.Undecided : Fate.Away;
    }

    private static int Duplicates(int sent, IReadOnlyList<Delivery> seen)
    {
        var stored = seen.Select(delivery => delivery.MessageId).Distinct().Count();
        var explained = Math.Max(sent, stored);
        return Math.Max(0, stored - 1) + seen.GroupBy(delivery => delivery.By.Subscriber).Sum(own => Math.Max(0, own.Count() - explained));
    }

    // A repeated message may rightly come late.
    private int OutOfOrder(Presence presence)
    {
        var latest = new Dictionary<int, int>();
        var count = 0;
        foreach (var id in deliveries.Where(delivery => delivery.By == presence && sends.TryGetValue(delivery.Id, out var sent) && sent.Count == 1).Select(delivery => delivery.Id).Distinct())
        {
            var before = latest.GetValueOrDefault(id.Sender);
            count += id.Sequence < before ? 1 : 0;
            latest[id.Sender] = Math.Max(before, id.Sequence);
        }

        return count;
    }

    private double? LongestGap(long end)
    {
        var gaps = deliveries.GroupBy(delivery => delivery.By.Subscriber)
            .SelectMany(own => own.Select(delivery => delivery.At).Append(end).Order().ToList() is var times ? times.Zip(times.Skip(1), (from, to) => Math.Min(to, end) - from) : [])
            .ToList();
        return deliveries.Count < 2 ? null : Math.Max(0, gaps.Max()) / MicrosecondsPerMillisecond;
    }

    private enum Fate
    {
        Lost,
        Away,
        Undecided,
    }

    private sealed record Delivery(Presence By, MessageId Id, string MessageId, long At);
}
