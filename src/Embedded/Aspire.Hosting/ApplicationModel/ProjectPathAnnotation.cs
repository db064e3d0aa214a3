namespace Aspire.Hosting.ApplicationModel;

/// <summary>The project file of a <see cref="ProjectResource"/>.</summary>
internal sealed class ProjectPathAnnotation(string path) : IResourceAnnotation
{
    public string Path { get; } = path;
}
