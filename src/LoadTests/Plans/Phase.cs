namespace LoadTests.Plans;

/// <summary>A stretch of a run.</summary>
/// <param name="Until">Share of the duration at which it ends, 0 to 1; the last one's is 1.</param>
internal sealed record Phase(string Name, double Until);
