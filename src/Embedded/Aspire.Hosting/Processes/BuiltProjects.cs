using System.Xml.Linq;

namespace Aspire.Hosting.Processes;

/// <summary>Finds the program a project was built into.</summary>
internal sealed class BuiltProjects(string configuration)
{
    /// <summary>The built dll of <paramref name="projectPath"/>, in the host's own build configuration.</summary>
    public string Find(string projectPath)
    {
        if (!File.Exists(projectPath))
        {
            throw new DistributedApplicationException($"its project '{projectPath}' does not exist");
        }

        var name = AssemblyName(projectPath);
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin", configuration);
        var built = Directory.Exists(output)
            ? Directory.EnumerateFiles(output, $"{name}.dll", SearchOption.AllDirectories)
                .Where(dll => File.Exists(Path.ChangeExtension(dll, ".runtimeconfig.json")))
                .OrderByDescending(File.GetLastWriteTimeUtc)
                .FirstOrDefault()
            : null;
        return built ?? throw new DistributedApplicationException(
            $"its project is not built ({name}.dll is not below '{output}'); run: dotnet build \"{projectPath}\" -c {configuration}");
    }

    private static string AssemblyName(string projectPath) =>
        XDocument.Load(projectPath).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(projectPath);
}
