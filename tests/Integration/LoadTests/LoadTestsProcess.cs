using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using LoadTests.History;

namespace Integration.LoadTests;

/// <summary>The real LoadTests program, in a folder of its own.</summary>
internal sealed class LoadTestsProcess : IDisposable
{
    /// <summary>The program's assembly; beside it is the same program without an extension, as it is published.</summary>
    public static readonly string Program = typeof(LoadTestsProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "LoadTestsProgram").Value!;

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoadTestsProcess(Process process, string folder)
    {
        this.process = process;
        Folder = folder;
    }

    public string Folder { get; }
    public string SamplesFile => Path.Combine(Folder, "samples.ndjson");
    public string LedgerFile => Path.Combine(Folder, "ledger.ndjson");

    /// <summary>Everything printed, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Done when a live line says that the load runs.</summary>
    public Task Running => running.Task;

    /// <summary>With a good environment and all files.</summary>
    public static LoadTestsProcess Against(FakeApi api, string scenario, string duration, params string[] more) => Start(
        new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.Valid },
        [scenario, "--duration", duration, "--samples", "samples.ndjson", "--ledger", "ledger.ndjson", .. more]);

    /// <summary>The websocket scenario, in the fake chat's room.</summary>
    public static LoadTestsProcess InTheRoom(FakeApi api, string duration, params string[] more) => Start(
        new Dictionary<string, string>
        {
            ["BASE_URL"] = api.BaseUrl,
            ["WS_URL"] = api.BaseUrl.Replace("http:", "ws:", StringComparison.Ordinal) + "/ws",
            ["JWT_TOKEN"] = TestToken.Valid,
            ["CHAT_ROOM_ID"] = FakeChat.Room.ToString(CultureInfo.InvariantCulture),
        },
        ["websocket", "--duration", duration, "--samples", "samples.ndjson", "--ledger", "ledger.ndjson", .. more]);

    public static LoadTestsProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) => StartBy([], environment, arguments);

    /// <param name="starter">A command that runs the one its arguments end in; none: the program is started by itself.</param>
    public static LoadTestsProcess StartBy(IReadOnlyList<string> starter, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("loadtests-").FullName;
        string[] command = [.. starter, "dotnet"];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        string[] output = arguments.Contains("--out") || arguments is ["cleanup", ..] or ["list" or "help"] ? [] : ["--out", folder];
        foreach (var argument in (string[])[.. command.Skip(1), Program, .. arguments, .. output])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in new[] { "BASE_URL", "JWT_TOKEN", "REFRESH_TOKEN", "WS_URL", "CHAT_BASE_URL", "CHAT_ROOM_ID", "DNS_SERVER", "LOADTESTS_DB", "LOADTESTS_TOKENS_FILE", "TEST_MEETING_ID", "GRAFANA_URL", "GRAFANA_API_KEY", "GRAFANA_USER", "GRAFANA_PASS", "OTEL_EXPORTER_OTLP_ENDPOINT" })
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var started = new LoadTestsProcess(new Process { StartInfo = start }, folder);
        started.process.OutputDataReceived += started.Keep;
        started.process.ErrorDataReceived += started.Keep;
        started.process.Start();
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    /// <param name="signal">As kill names it: INT, TERM.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitCodeAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    public RunSummary Summary() => HistoryFile.ReadSummary(Directory.GetFiles(Folder, "*.summary.json").Single());

    /// <summary>Everything holds but latency, which is the machine's business in a test.</summary>
    public void Passed(int exitCode)
    {
        var summary = Summary();
        Assert.True(exitCode == 0 || (exitCode == 99 && summary.Reason is null && summary.Thresholds.All(threshold => threshold.Ok != false || threshold.Expression.StartsWith('p'))), Output);
    }

    public IReadOnlyList<Sample> Samples() => HistoryFile.ReadSamples(SamplesFile).Items;

    public IReadOnlyList<LedgerEvent> Ledger() => HistoryFile.ReadLedger(LedgerFile).Items;

    /// <summary>As every user of the machine can read it.</summary>
    public string CommandLine() => File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ');

    /// <summary>Waits until something was printed.</summary>
    public async Task<Match> PrintedAsync(Regex what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (what.Match(Output) is { Success: true } match)
            {
                return match;
            }

            Assert.False(process.HasExited, Output);
            await Task.Delay(10, limit.Token);
        }
    }

    public string ReadMemory() => File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal));

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            if (line.Data is { } text)
            {
                output.Append(text).Append('\n');
            }
        }

        if (line.Data?.Contains("\"state\":\"running\"", StringComparison.Ordinal) == true)
        {
            running.TrySetResult();
        }
    }
}
