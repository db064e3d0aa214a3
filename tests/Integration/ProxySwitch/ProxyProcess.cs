using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Integration.ProxySwitch;

/// <summary>The program itself, as AppHost starts it.</summary>
internal sealed class ProxyProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];
    private readonly TaskCompletionSource<IPEndPoint> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> controlling = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProxyProcess(Process process) => this.process = process;

    public string Output => string.Join('\n', lines);

    public int Id => process.Id;

    public static Dictionary<string, string> Environment(string folder, params TestUpstream[] upstreams) => new()
    {
        ["PROXY_LISTEN"] = "127.0.0.1:0",
        ["PROXY_CONTROL_URL"] = "http://127.0.0.1:0",
        ["PROXY_CONTROL_TOKEN"] = RunningProxy.Secret,
        ["PROXY_UPSTREAM_FILE"] = Path.Combine(folder, "upstreams.json"),
        ["PROXY_UPSTREAMS"] = string.Join(';', upstreams.Select(upstream => $"{upstream.Name}={upstream.EndPoint}")),
        ["PROXY_ACTIVE"] = upstreams[0].Name,
    };

    public static ProxyProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(environment, "dotnet", ["exec", Program, .. arguments]);

    /// <summary>With a limit on open files, which .NET cannot raise again.</summary>
    public static ProxyProcess StartLimited(int openFiles, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(environment, "/bin/bash", ["-c", $"ulimit -n {openFiles} && exec dotnet exec \"$@\"", "limited", Program, .. arguments]);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "ProxySwitch.dll");

    private static ProxyProcess Start(IReadOnlyDictionary<string, string> environment, string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var running = new ProxyProcess(new Process { StartInfo = start });
        running.process.OutputDataReceived += (_, line) => running.Read(line.Data);
        running.process.ErrorDataReceived += (_, line) => running.Read(line.Data);
        running.process.Start();
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        return running;
    }

    public Task<IPEndPoint> ListeningAsync() => listening.Task.WaitAsync(TestContext.Current.CancellationToken);

    public Task<Uri> ControllingAsync() => controlling.Task.WaitAsync(TestContext.Current.CancellationToken);

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await ExitAsync();
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
        if (line.Contains("  Listening on ", StringComparison.Ordinal))
        {
            listening.TrySetResult(IPEndPoint.Parse(line[(line.LastIndexOf(' ') + 1)..]));
        }

        if (line.Contains("Now listening on: ", StringComparison.Ordinal))
        {
            controlling.TrySetResult(new(line[(line.LastIndexOf(' ') + 1)..]));
        }
    }
}
