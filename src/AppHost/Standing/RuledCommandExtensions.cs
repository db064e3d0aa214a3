using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Standing;

internal static class RuledCommandExtensions
{
    /// <summary>Adds a command that can be pressed only while the migration stands where it makes sense.</summary>
    /// <param name="whyNot">Reads memory alone: it is asked at every change of the resource, by whoever changes it.</param>
    /// <param name="isUpTo">Whether the resource's own state allows it.</param>
    public static IResourceBuilder<T> WithRuledCommand<T>(
        this IResourceBuilder<T> resource,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute,
        CommandOptions options,
        Lab lab,
        MigrationWatch watch,
        Func<MigrationStanding, string?> whyNot,
        Func<CustomResourceSnapshot, bool>? isUpTo = null)
        where T : IResource
    {
        watch.Concerns(resource.Resource);
        lab.Control.Rules.Add(resource.Resource.Name, name, () => whyNot(watch.Current));
        options.UpdateState = context => (isUpTo?.Invoke(context.ResourceSnapshot) ?? true) && whyNot(watch.Current) is null
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;
        return resource.WithCommand(name, displayName, execute, options);
    }
}
