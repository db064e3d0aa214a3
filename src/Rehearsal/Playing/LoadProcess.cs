using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using MySqlRuntime;
using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Playing;

/// <summary>
/// One LoadTests process: the very program that goes to production, started as an operator would start it.
/// Its standard output carries live lines; all it measured lands in files.
/// </summary>
internal sealed class LoadProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(5);

    /// <summary>The one built into this program's folder, unless the build says that it needs what only its own folder has.</summary>
    private static readonly string Program = typeof(LoadProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == "LoadTestsProgram")?.Value
        ?? Path.Combine(AppContext.BaseDirectory, "LoadTests.dll");

    private readonly Process process;
    private readonly TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> lastErrors = new();
    private readonly Task reading;

    private LoadProcess(Process process, PlannedLoad load, Action<LoadProgress> report)
    {
        this.process = process;
        Load = load;
        Ended = process.WaitForExitAsync(CancellationToken.None);
        reading = Task.WhenAll(ReadLiveAsync(report), ReadErrorsAsync());
    }

    public PlannedLoad Load { get; }

    /// <summary>Completes when virtual users really send; fails when the process ends before that.</summary>
    public Task Running => running.Task;

    /// <summary>Starts <paramref name="load"/>; its files go to the run folder under <paramref name="actName"/>.</summary>
    public static LoadProcess Start(PlannedLoad load, string actName, RunFolder folder, RunIdentity identity, LabEnvironment lab, string tokensFile, Action<LoadProgress> report)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        string[] arguments =
        [
            "exec", Program, load.Scenario,
            "--duration", load.Duration.TotalSeconds.ToString("0.###s", CultureInfo.InvariantCulture),
            "--out", folder.LoadFolder(actName, load.Scenario),
            "--samples", folder.SamplesFile(actName, load.Scenario),
            "--ledger", folder.LedgerFile(actName, load.Scenario),
            "--run-id", identity.LedgerPrefix(actName, load.Scenario),
            "--seed", identity.Seed.ToString(CultureInfo.InvariantCulture),
            "--live",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Secrets travel by environment: argv is readable by every user of the machine.
        start.Environment["BASE_URL"] = lab.Traffic.BaseUrl.ToString().TrimEnd('/');
        start.Environment["WS_URL"] = lab.Traffic.WebSocketUrl.ToString();
        start.Environment["CHAT_ROOM_ID"] = lab.Traffic.ChatRoom;
        start.Environment["DNS_SERVER"] = lab.Traffic.NameServer.ToString();
        start.Environment["TEST_MEETING_ID"] = "1";
        start.Environment["LOADTESTS_TOKENS_FILE"] = tokensFile;
        start.Environment["LOADTESTS_DB"] = lab.AppConnectionString;
        // What it sends is its own, under its own name; how many of its requests are traced is the host's word, which it inherits.
        start.Environment["OTEL_SERVICE_NAME"] = load.Scenario;
        start.Environment.Remove("OTEL_RESOURCE_ATTRIBUTES");
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("LAB_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return new LoadProcess(Process.Start(start)!, load, report);
    }

    /// <summary>Completes when the process has ended, however.</summary>
    public Task Ended { get; }

    /// <summary>Waits for the load's own end; returns its exit code and, for a bad one, its last words.</summary>
    public async Task<(int ExitCode, string LastErrors)> WaitForExitAsync(CancellationToken cancellation)
    {
        await Ended.WaitAsync(cancellation);
        await reading;
        return (process.ExitCode, string.Join(" | ", lastErrors));
    }

    /// <summary>Asks the load to stop and write everything down; kills it when it does not within five seconds.</summary>
    public async Task StopAsync()
    {
        if (process.HasExited)
        {
            return;
        }

        _ = PosixSignal.Send(process.Id, PosixSignal.Terminate);
        using var deadline = new CancellationTokenSource(StopDeadline);
        try
        {
            await Ended.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await Ended;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await reading;
        process.Dispose();
    }

    private async Task ReadLiveAsync(Action<LoadProgress> report)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Parse(line) is not { } live)
            {
                continue;
            }

            report(live);
            if (live.State is "running")
            {
                running.TrySetResult();
            }
        }

        running.TrySetException(new InvalidOperationException($"{Load.Scenario} ended before it sent a request"));
        // Nobody may be waiting for it any more.
        _ = running.Task.Exception;
    }

    private async Task ReadErrorsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lastErrors.Enqueue(line);
            if (lastErrors.Count > 5)
            {
                lastErrors.Dequeue();
            }
        }
    }

    private static LoadProgress? Parse(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize<LoadProgress>(line, HistoryJson.Line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
