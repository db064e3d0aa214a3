namespace Integration.Hosting;

/// <summary>For tests that count what the whole process holds open, or that need the machine: no other test may run beside them.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
