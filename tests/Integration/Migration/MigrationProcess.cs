using System.Diagnostics;

namespace Integration.Migration;

/// <summary>The real command line in a process of its own.</summary>
internal static class MigrationProcess
{
    /// <returns>Exit code (137 when it was killed) and everything it printed.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(Lab lab, params string[] arguments) => RunAsync(lab, new Dictionary<string, string>(), arguments);

    /// <param name="more">Environment beside the lab's.</param>
    /// <returns>Exit code (137 when it was killed) and everything it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(Lab lab, IReadOnlyDictionary<string, string> more, params string[] arguments)
    {
        using var process = Start(lab, more, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Killed (SIGKILL) at <paramref name="point"/> of <paramref name="step"/>.</summary>
    public static async Task CrashAsync(Lab lab, string runbook, string step, string point, params string[] options)
    {
        var (exit, text) = await RunAsync(lab, [runbook, .. options, "--practise-crash", $"{step}:{point}"]);
        Assert.True(exit == 137, $"{runbook} {step}:{point}: exit {exit}\n{text}");
    }

    /// <summary>The program where it was built: beside the tests, assemblies of ASP.NET's shared framework are missing, which it does not use.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = here.Parent!.Name;
        var root = here;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Lab.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? throw new InvalidOperationException("Lab.sln is in no parent folder"), "src", "Migration", "bin", configuration, here.Name, "Migration.dll");
    }

    public static Process Start(Lab lab, params string[] arguments) => Start(lab, new Dictionary<string, string>(), arguments);

    private static Process Start(Lab lab, IReadOnlyDictionary<string, string> more, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in lab.Environment().Concat(more))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("the command line could not be started");
    }
}
