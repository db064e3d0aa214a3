using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Integration.Chat;

/// <summary>The program itself, in either role.</summary>
internal sealed class InstanceProcess : IAsyncDisposable
{
    public const string JwtSecret = "integration-tests-0123456789abcdef";

    private static readonly string _program = typeof(InstanceProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "FakeDoktoriApiProgram").Value!;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private InstanceProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static InstanceProcess Start(string connectionString, params string[] arguments) => Start(connectionString, new Dictionary<string, string>(), arguments);

    public static InstanceProcess Start(string connectionString, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", _program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__doktori"] = connectionString;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Jwt__Secret"] = JwtSecret;
        start.Environment["Shutdown__DrainMs"] = "200";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var running = new InstanceProcess(new Process { StartInfo = start });
        running._process.OutputDataReceived += (_, line) => running.Read(line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Read(line.Data);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line?.IndexOf("Now listening on: ", StringComparison.Ordinal) >= 0)
        {
            _listening.TrySetResult(new(line[(line.LastIndexOf(' ') + 1)..]));
        }
    }
}
