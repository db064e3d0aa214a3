using System.Collections.Concurrent;
using Aspire.Hosting.Logs;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of the resources.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> logs = new();
    private readonly LabDirectory directory;
    private readonly SecretMask mask;
    private readonly ConsoleLog console;

    internal ResourceLoggerService(LabDirectory directory, SecretMask mask, ConsoleLog console)
    {
        this.directory = directory;
        this.mask = mask;
        this.console = console;
    }

    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    public ILogger GetLogger(string resourceName) => new ResourceLogger(LogOf(resourceName));

    /// <summary>The lines that are still remembered, in one batch.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => Batches(LogOf(resource.Name).All());

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var log in logs.Values)
        {
            log.Dispose();
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> Batches(IReadOnlyList<LogLine> lines)
    {
        await Task.CompletedTask;
        yield return lines;
    }

    internal ResourceLog LogOf(string resource) => logs.GetOrAdd(
        resource,
        name => new ResourceLog(Path.Combine(directory.Logs, $"{name}.log"), mask, line => console.Write(name, line)));
}
