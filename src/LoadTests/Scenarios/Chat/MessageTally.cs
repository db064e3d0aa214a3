namespace LoadTests.Scenarios.Chat;

/// <summary>What became of the numbered messages of a run. Counts are deliveries (one message, one subscriber), except where said.</summary>
internal sealed record MessageTally
{
    /// <summary>Never seen by a subscriber that was provably there before it was sent and after others had seen it; or, once per message, never seen by anybody although the server had confirmed it, or the sender's connection lived on.</summary>
    public required int Lost { get; init; }

    /// <summary>Seen more often than sent, or stored more than once (a second message id).</summary>
    public required int Duplicated { get; init; }

    /// <summary>Seen after a later one of the same sender, on one connection.</summary>
    public required int OutOfOrder { get; init; }

    /// <summary>Said while a subscriber was away between two connections; there is no way to read them again, so they are a gap, not a loss.</summary>
    public required int MissedAway { get; init; }

    /// <summary>Not seen, too near to the beginning or the end of a connection to say why.</summary>
    public required int Undecided { get; init; }

    /// <summary>The longest time any one subscriber heard nothing, reconnecting included. Null when nobody heard anything twice.</summary>
    public required double? LongestGapMs { get; init; }
}
