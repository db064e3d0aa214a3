using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Running;

/// <summary>The end of a resource's log, for a message about it.</summary>
internal static class LogTail
{
    private const int Lines = 15;

    /// <summary>The last lines, or that there are none.</summary>
    public static async Task<string> ReadAsync(DistributedApplication app, IResource resource)
    {
        var last = new Queue<string>();
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource))
        {
            foreach (var line in batch)
            {
                last.Enqueue($"  │ {line.Content}");
                if (last.Count > Lines)
                {
                    last.Dequeue();
                }
            }
        }

        return last.Count == 0 ? "It left no log." : $"Its last lines:\n{string.Join('\n', last)}";
    }
}
