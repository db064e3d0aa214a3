using LoadTests.Annotations;
using LoadTests.Running;

namespace LoadTests.CommandLine;

/// <summary>What the commands do; each returns the exit code.</summary>
internal sealed record CommandHandlers(
    Func<RunOptions, CancellationToken, Task<int>> Run,
    Func<CleanupOptions, CancellationToken, Task<int>> CleanUp,
    Func<AnnotateOptions, CancellationToken, Task<int>> Annotate);
