namespace ChecksumBench;

internal sealed record Contender(string Name, Func<Task> RunAsync);
