namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names by which Aspire calls kinds of resources.</summary>
internal static class ResourceTypes
{
    public static string NameOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ExecutableResource => "Executable",
        ParameterResource => "Parameter",
        _ => resource.GetType().Name.Replace("Resource", string.Empty, StringComparison.Ordinal),
    };
}
