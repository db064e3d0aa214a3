using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Integration.Dns;

/// <summary>The program itself, as AppHost starts it.</summary>
internal sealed class DnsProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];
    private readonly TaskCompletionSource<IPEndPoint> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> controlling = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DnsProcess(Process process) => this.process = process;

    public string Output => string.Join('\n', lines);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Dictionary<string, string> Environment(string folder) => new()
    {
        ["DNS_LISTEN"] = "127.0.0.1:0",
        ["PROXY_CONTROL_URL"] = "http://127.0.0.1:0",
        ["PROXY_CONTROL_TOKEN"] = RunningDns.Secret,
        ["DNS_ZONE_FILE"] = Path.Combine(folder, "zone.json"),
        ["DNS_ZONE"] = "doktori.test",
        ["DNS_RECORDS"] = "doktori.test=127.0.0.2",
        ["DNS_TTL_SECONDS"] = "60",
    };

    public static DnsProcess Start(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "ProxySwitch.dll"), "--role", "dns"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var running = new DnsProcess(new Process { StartInfo = start });
        running.process.OutputDataReceived += (_, line) => running.Read(line.Data);
        running.process.ErrorDataReceived += (_, line) => running.Read(line.Data);
        running.process.Start();
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        return running;
    }

    public Task<IPEndPoint> ListeningAsync() => listening.Task.WaitAsync(Cancellation);

    public Task<Uri> ControllingAsync() => controlling.Task.WaitAsync(Cancellation);

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode;
    }

    /// <returns>The exit code, and how long it took from the signal.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancellation);
        var signalled = Stopwatch.GetTimestamp();
        return (await ExitAsync(), Stopwatch.GetElapsedTime(signalled));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (line.Contains("Answering UDP and TCP on ", StringComparison.Ordinal))
        {
            listening.TrySetResult(IPEndPoint.Parse(line[(line.LastIndexOf(' ') + 1)..]));
        }

        if (line.Contains("Now listening on: ", StringComparison.Ordinal))
        {
            controlling.TrySetResult(new(line[(line.LastIndexOf(' ') + 1)..]));
        }
    }
}
