using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LoadBench;

/// <summary>A program that sends as many requests as it can from so many connections, and prints how many a second that were.</summary>
internal sealed partial record Generator(string Name, Func<Uri, BenchOptions, ProcessStartInfo> Start)
{
    private static readonly Generator[] Others =
    [
        new("hey", (url, options) => new("hey", ["-c", Text(options.Users), "-z", Text(options.Seconds) + "s", url.ToString()])),
        new("wrk", (url, options) => new("wrk", ["-c", Text(options.Users), "-t", Text(Environment.ProcessorCount), "-d", Text(options.Seconds) + "s", url.ToString()])),
    ];

    public static Generator Ours { get; } = new("LoadTests", (url, options) => new(
        "dotnet",
        ["exec", Path.Combine(AppContext.BaseDirectory, "LoadBench.dll"), "--engine", new Uri(url, "/api").ToString(), Text(options.Users), Text(options.Seconds)]));

    /// <summary>Ours first, then those of the others that are installed.</summary>
    public static IReadOnlyList<Generator> Installed() =>
    [
        Ours,
        .. Others.Where(other => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, other.Name)))),
    ];

    /// <exception cref="IOException">It failed, or the server did not answer everything.</exception>
    public async Task<Pace> RunAsync(Uri url, BenchOptions options)
    {
        var start = Start(url, options);
        start.RedirectStandardOutput = true;
        var before = SpentByEndedChildren();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var rate = PerSecond().Match(output);
        var perSecond = process.ExitCode == 0 && rate.Success && !Errors().IsMatch(output)
            ? double.Parse(rate.Groups["rate"].Value, CultureInfo.InvariantCulture)
            : throw new IOException($"{Name} ended with {process.ExitCode}: the measurement is worthless.\n{output}");
        return new Pace(perSecond, (SpentByEndedChildren() - before).TotalMicroseconds / (perSecond * options.Seconds));
    }

    // User and system time of all children that were waited for: fields 16 and 17 of proc_pid_stat(5), in hundredths of a second.
    private static TimeSpan SpentByEndedChildren()
    {
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[0-9.]+)")]
    private static partial Regex PerSecond();

    // hey lists errors by text, wrk sums them up; both count an answer that is not 2xx.
    [GeneratedRegex(@"Error distribution|Socket errors|Non-2xx|\[[345]\d\d\]\s+\d+ responses")]
    private static partial Regex Errors();
}
