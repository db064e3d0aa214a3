namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource.</summary>
internal sealed record ResourceCommandAnnotation(
    string Name,
    string DisplayName,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand,
    CommandOptions Options) : IResourceAnnotation;
