namespace LoadTests.Traffic.Stomp;

/// <summary>The peer does not speak STOMP 1.2, refuses us, or says nothing any more.</summary>
internal sealed class StompException(string reason) : Exception(reason);
