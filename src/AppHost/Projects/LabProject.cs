using AppHost.Running;
using Aspire.Hosting;

namespace AppHost.Projects;

/// <summary>
/// One of the lab's own programs, beside this project. The host references them all, so what it starts is built: Aspire need not build each once more,
/// several at a time, while the lab stands up.
/// </summary>
internal abstract class LabProject(string name) : IProjectMetadata
{
    private static readonly string Sources = BuildMetadata.Find("Sources")!;

    public string ProjectPath => Path.GetFullPath(Path.Combine(Sources, name, $"{name}.csproj"));

    public bool SuppressBuild => true;
}
