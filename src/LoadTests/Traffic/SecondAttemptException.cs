namespace LoadTests.Traffic;

/// <summary>The first connection died under the request; sending it again is refused.</summary>
internal sealed class SecondAttemptException() : IOException("The connection died under the request, and measured requests are not sent twice.");
