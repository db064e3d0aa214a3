using LoadTests.History;

namespace LoadTests.Traffic;

/// <summary>One request and its answer, as far as one came.</summary>
internal sealed record HttpExchange(Outcome Outcome, int Status, string? Server, ReadOnlyMemory<byte> Body);
