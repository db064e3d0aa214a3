using System.Diagnostics;
using System.Globalization;
using System.Net;
using ProxyBench;

namespace EdgeBench;

/// <summary>A program of the bench's that listens somewhere and ends with it.</summary>
internal sealed class ChildProcess(Process process, IPEndPoint endPoint, string? folder = null) : IAsyncDisposable
{
    public IPEndPoint EndPoint => endPoint;

    /// <summary>Spent so far, user and system, by the program and its children: nginx works in those. Linux only; in steps of 10 ms.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var spent = TimeSpan.Zero;
            foreach (var id in File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Append($"{process.Id}"))
            {
                using var one = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
                spent += one.TotalProcessorTime;
            }

            return spent;
        }
    }

    public static Task<ChildProcess> StartUpstreamAsync()
    {
        var at = Ports.Free();
        return StartAsync(new("dotnet") { ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, $"{typeof(ChildProcess).Assembly.GetName().Name}.dll"), "--upstream", at.ToString() } }, at);
    }

    /// <param name="folder">Deleted at the end.</param>
    public static async Task<ChildProcess> StartAsync(ProcessStartInfo start, IPEndPoint at, string? folder = null)
    {
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        await Ports.WaitUntilOpenAsync(at);
        return new(process, at, folder);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
