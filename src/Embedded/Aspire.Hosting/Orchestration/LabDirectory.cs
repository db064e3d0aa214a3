namespace Aspire.Hosting.Orchestration;

/// <summary>The folder of this run: <c>logs/</c>, and one folder per resource that keeps data.</summary>
internal sealed class LabDirectory : IDisposable
{
    private readonly bool isOurs;

    public LabDirectory(OrchestratorOptions options)
    {
        isOurs = options.Directory is null;
        Root = options.Directory ?? Directory.CreateTempSubdirectory("apphost-").FullName;
        Logs = Directory.CreateDirectory(Path.Combine(Root, "logs")).FullName;
    }

    public string Root { get; }

    public string Logs { get; }

    public string DataOf(string resource) => Path.Combine(Root, resource);

    public void Dispose()
    {
        if (isOurs && Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
