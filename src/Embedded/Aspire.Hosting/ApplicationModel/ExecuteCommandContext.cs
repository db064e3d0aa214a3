using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Handed to a command that has been pressed.</summary>
public sealed class ExecuteCommandContext
{
    public required IServiceProvider Services { get; init; }

    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required ILogger Logger { get; init; }
}
