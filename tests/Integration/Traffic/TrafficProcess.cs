using System.Diagnostics;

namespace Integration.Traffic;

/// <summary>The real command line in a process of its own, told of the world by environment.</summary>
internal static class TrafficProcess
{
    /// <returns>Exit code (137 when it was killed) and everything it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(TrafficWorld world, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in world.Environment())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("the command line could not be started");
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

    /// <summary>The program where it was built: beside the tests, assemblies of ASP.NET's shared framework are missing, which it does not use.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var root = here;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Lab.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? throw new InvalidOperationException("Lab.sln is in no parent folder"), "src", "Migration", "bin", here.Parent!.Name, here.Name, "Migration.dll");
    }
}
