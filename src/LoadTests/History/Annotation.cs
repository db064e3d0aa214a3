namespace LoadTests.History;

/// <summary>A moment somebody marked while tests ran: a line of <c>annotations.ndjson</c> in the result folder.</summary>
/// <param name="At">Unix microseconds.</param>
public sealed record Annotation(long At, string Title, string Text);
