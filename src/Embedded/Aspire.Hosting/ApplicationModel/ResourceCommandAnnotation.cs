namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource.</summary>
internal sealed record ResourceCommandAnnotation(
    string Name,
    string DisplayName,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand,
    CommandOptions Options) : IResourceAnnotation
{
    /// <summary>A resource's commands: its own, and those every process has unless it has its own by that name.</summary>
    public static IReadOnlyList<ResourceCommandAnnotation> Of(IResource resource)
    {
        var own = resource.Annotations.OfType<ResourceCommandAnnotation>().ToList();
        return [.. LifecycleCommands.Of(resource).Where(command => own.TrueForAll(other => other.Name != command.Name)), .. own];
    }

    /// <summary>As it stands while its resource is in the given state. A state callback that fails disables its command.</summary>
    public ResourceCommandSnapshot Snapshot(CustomResourceSnapshot resource) => new(
        Name, StateIn(resource), DisplayName, Options.Description, Parameter: null, Options.ConfirmationMessage, Options.IconName, Options.IconVariant, Options.IsHighlighted);

    public ResourceCommandState StateIn(CustomResourceSnapshot resource)
    {
        try
        {
            return Options.UpdateState?.Invoke(new UpdateCommandStateContext { ResourceSnapshot = resource }) ?? ResourceCommandState.Enabled;
        }
        catch (Exception)
        {
            return ResourceCommandState.Disabled;
        }
    }
}
