using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AppHost.Dashboard;

/// <summary>
/// Fetches the dashboard into the cache. The npm package holds the native <c>aspire</c> command line, which unpacks the dashboard from itself.
/// <code>
///  registry ──hash──▶ compare ◀──sha512── archive ──▶ aspire ──setup──▶ managed/ ──rename──▶ cache/dashboard/VERSION_RID
/// </code>
/// Everything happens in a draft folder; the last step gives it its name, so that a half installed dashboard is never found.
/// </summary>
internal sealed class DashboardInstaller(INpm npm, DashboardPlaces places)
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="progress">What is being done, and the bytes fetched while something is fetched.</param>
    /// <returns>The program.</returns>
    /// <exception cref="DashboardUnavailableException">Nothing was installed; the message says why.</exception>
    public async Task<string> InstallAsync(IProgress<InstallProgress> progress, CancellationToken cancellation)
    {
        var package = $"{PackageName()}@{DashboardPlaces.Version}";
        var draft = Path.Combine(places.Cache, $".draft-{Guid.NewGuid():N}");
        Directory.CreateDirectory(draft);
        try
        {
            progress.Report(new InstallProgress($"asking the npm registry for {package}"));
            var integrity = await npm.IntegrityOfAsync(package, cancellation);
            progress.Report(new InstallProgress("fetching"));
            var archive = await npm.FetchAsync(package, draft, new FetchedBytes(progress), cancellation);
            progress.Report(new InstallProgress("checking"));
            await CheckAsync(archive, integrity, package, cancellation);
            progress.Report(new InstallProgress("unpacking"));
            var cli = await ExtractAsync(archive, draft, cancellation);
            Place(await SetUpAsync(cli, draft, cancellation));
            return Path.Combine(places.Installed, "aspire-managed");
        }
        catch (IOException error)
        {
            throw new DashboardUnavailableException($"The dashboard could not be written below '{places.Cache}': {error.Message}", error);
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static string PackageName()
    {
        var architecture = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            var other => throw new DashboardUnavailableException($"There is no Aspire dashboard for the processor architecture {other}."),
        };
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsWindows() ? "win"
            : throw new DashboardUnavailableException("There is no Aspire dashboard for this operating system.");
        return $"@microsoft/aspire-cli-{system}-{architecture}";
    }

    private static async Task CheckAsync(string archive, string integrity, string package, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(archive);
        var actual = $"sha512-{Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellation))}";
        if (!integrity.Split(' ').Contains(actual, StringComparer.Ordinal))
        {
            throw new DashboardUnavailableException($"What was fetched as {package} is not what the registry says it is, and was removed.\n  registry: {integrity}\n  fetched:  {actual}");
        }
    }

    /// <summary>Takes the one file that is needed, by its exact name: an archive must not choose where it is written.</summary>
    private static async Task<string> ExtractAsync(string archive, string draft, CancellationToken cancellation)
    {
        var name = OperatingSystem.IsWindows() ? "aspire.exe" : "aspire";
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(draft, ".aspire", "bin")).FullName, name);
        await using var compressed = File.OpenRead(archive);
        await using var plain = new GZipStream(compressed, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync(cancellationToken: cancellation) is { } entry)
        {
            if (entry.Name == $"package/bin/{name}" && entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                await entry.ExtractToFileAsync(target, overwrite: false, cancellation);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(target, Executable);
                }

                return target;
            }
        }

        throw new DashboardUnavailableException("The npm package does not hold package/bin/aspire; this version of it is not known here.");
    }

    /// <summary>Lets the command line unpack the dashboard, with the draft as its home.</summary>
    /// <returns>The folder of the unpacked dashboard.</returns>
    private static async Task<string> SetUpAsync(string cli, string draft, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(cli, ["setup", "--non-interactive", "--nologo"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["HOME"] = draft;
        start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true";
        using var setup = Process.Start(start)!;
        setup.StandardInput.Close();
        try
        {
            var output = setup.StandardOutput.ReadToEndAsync(cancellation);
            var errors = setup.StandardError.ReadToEndAsync(cancellation);
            await setup.WaitForExitAsync(cancellation);
            return Directory.EnumerateFiles(draft, "aspire-managed*", SearchOption.AllDirectories).Select(Path.GetDirectoryName).FirstOrDefault()
                ?? throw new DashboardUnavailableException($"'aspire setup' ended with exit code {setup.ExitCode} and unpacked no dashboard:\n{await output}{await errors}");
        }
        catch (OperationCanceledException)
        {
            setup.Kill(entireProcessTree: true);
            throw;
        }
    }

    private void Place(string unpacked)
    {
        if (Directory.Exists(places.Installed))
        {
            Directory.Delete(places.Installed, recursive: true);
        }

        Directory.Move(unpacked, places.Installed);
    }

    private sealed class FetchedBytes(IProgress<InstallProgress> progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new InstallProgress("fetching", value));
    }
}
