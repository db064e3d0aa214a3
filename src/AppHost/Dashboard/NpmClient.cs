using System.Diagnostics;
using System.Text.Json;

namespace AppHost.Dashboard;

/// <summary>The machine's own <c>npm</c>: it knows the registry, the proxy and the certificates.</summary>
internal sealed class NpmClient : INpm
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public async Task<string> IntegrityOfAsync(string package, CancellationToken cancellation)
    {
        var answer = await RunAsync(["view", package, "dist.integrity", "--json"], cancellation);
        try
        {
            return JsonSerializer.Deserialize<string>(answer) ?? throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new DashboardUnavailableException($"The npm registry tells no integrity hash for {package}, without which it is not used.", error);
        }
    }

    public async Task<string> FetchAsync(string package, string folder, IProgress<long> progress, CancellationToken cancellation)
    {
        // A cache of its own: it grows while the archive arrives, which npm itself says nothing about, and it is removed with the folder.
        var cache = Directory.CreateDirectory(Path.Combine(folder, "npm-cache")).FullName;
        var running = RunAsync(["pack", package, "--pack-destination", folder, "--cache", cache, "--ignore-scripts"], cancellation);
        while (await Task.WhenAny(running, Task.Delay(LookEvery, cancellation)) != running)
        {
            progress.Report(SizeOf(cache));
        }

        await running;
        return Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault()
            ?? throw new DashboardUnavailableException($"npm has fetched {package}, but left no archive in '{folder}'.");
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (IOException)
        {
            // npm has just moved a file.
            return 0;
        }
    }

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        using var npm = Start(arguments);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellation);
            var errors = npm.StandardError.ReadToEndAsync(cancellation);
            await npm.WaitForExitAsync(cancellation);
            return npm.ExitCode == 0
                ? await output
                : throw new DashboardUnavailableException($"npm {string.Join(' ', arguments.Take(2))} failed with exit code {npm.ExitCode}:\n{(await errors).Trim()}");
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("npm", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new DashboardUnavailableException("The dashboard comes as an npm package, and there is no 'npm' in PATH. Install Node.js, or set LAB_DASHBOARD to an unpacked dashboard's aspire-managed.", error);
        }
    }
}
