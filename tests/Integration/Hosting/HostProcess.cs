using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Integration.Hosting;

/// <summary>A host program in a process of its own, in a folder of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Lock gate = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> awaited = [];

    private readonly bool ownsFolder;

    private HostProcess(Process process, string folder, bool ownsFolder)
    {
        this.process = process;
        this.ownsFolder = ownsFolder;
        Folder = folder;
    }

    public string Folder { get; }

    public int Id => process.Id;

    /// <summary>Everything printed, both streams.</summary>
    public string Output
    {
        get
        {
            lock (gate)
            {
                return output.ToString();
            }
        }
    }

    /// <param name="program">A dll beside the tests.</param>
    /// <param name="arguments">May contain <c>{folder}</c>.</param>
    public static HostProcess Start(string program, params string[] arguments) =>
        Start(Directory.CreateTempSubdirectory("hosting-tests-").FullName, ownsFolder: true, program, arguments);

    /// <summary>Starts a program in the same folder, which stays this one's.</summary>
    public HostProcess StartAnother(string program, params string[] arguments) => Start(Folder, ownsFolder: false, program, arguments);

    private static HostProcess Start(string folder, bool ownsFolder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments.Select(argument => argument.Replace("{folder}", folder, StringComparison.Ordinal))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        Directory.CreateDirectory(Path.Combine(folder, "tmp"));
        start.Environment["TMPDIR"] = Path.Combine(folder, "tmp");
        var host = new HostProcess(new Process { StartInfo = start }, folder, ownsFolder);
        host.process.OutputDataReceived += host.Keep;
        host.process.ErrorDataReceived += host.Keep;
        host.process.Start();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Ends once the program has printed <paramref name="text"/>; fails when it ends without.</summary>
    public async Task PrintedAsync(string text, CancellationToken cancellation)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (output.ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            awaited.Add((text, seen));
        }

        var ended = process.WaitForExitAsync(cancellation);
        if (await Task.WhenAny(seen.Task, ended) != seen.Task && !Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.Fail($"The host ended without printing '{text}'. It printed:\n{Output}");
        }
    }

    /// <param name="signal">As kill names it: INT, TERM, KILL.</param>
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

    /// <summary>The process ids that a child of TinyAppHost has written: its own, then its child's.</summary>
    public async Task<int[]> PidsOfAsync(string child, CancellationToken cancellation)
    {
        var file = Path.Combine(Folder, $"{child}.pids");
        while (!File.Exists(file) || (await File.ReadAllTextAsync(file, cancellation)).Length == 0)
        {
            await Task.Delay(20, cancellation);
        }

        return [.. (await File.ReadAllTextAsync(file, cancellation)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        var killed = !process.HasExited;
        if (killed)
        {
            process.Kill();
        }

        process.Dispose();
        if (!ownsFolder)
        {
            return;
        }

        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException) when (killed)
        {
            // Its children write until their warden has ended them. Only a test that failed leaves a process to kill, and what it failed of is to be seen.
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (gate)
        {
            output.AppendLine(line.Data);
            foreach (var (_, seen) in awaited.Where(wait => line.Data?.Contains(wait.Text, StringComparison.Ordinal) == true))
            {
                seen.TrySetResult();
            }
        }
    }
}
