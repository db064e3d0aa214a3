using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Runs what the project was built into; an AppHost references its projects so that they are built with it. Its telemetry goes to the dashboard.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddResource(new ProjectResource(name)).WithAnnotation(new ProjectPathAnnotation(Path.GetFullPath(projectPath, builder.AppHostDirectory))).WithOtlpExporter();
}
