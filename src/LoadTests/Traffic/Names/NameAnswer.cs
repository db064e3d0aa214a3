using System.Net;

namespace LoadTests.Traffic.Names;

/// <summary>What a name resolves to.</summary>
/// <param name="Addresses">At least one, in the order in which to try them.</param>
/// <param name="TimeToLive">How long it may be used; zero means for this once.</param>
internal sealed record NameAnswer(IReadOnlyList<IPAddress> Addresses, TimeSpan TimeToLive);
