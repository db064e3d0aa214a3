using System.Globalization;

namespace Integration.Hosting;

/// <summary>What the kernel says of processes that are not ours to wait for.</summary>
internal static class LivingProcess
{
    /// <summary>True while the process runs; a zombie, which only waits to be reaped, does not.</summary>
    public static bool Is(int pid) => Stat(pid) is { } stat && stat[0] != "Z";

    public static int SessionOf(int pid) => int.Parse(Stat(pid)![3], CultureInfo.InvariantCulture);

    /// <summary>The living processes whose arguments or environment hold <paramref name="text"/>.</summary>
    public static IReadOnlyList<int> Mentioning(string text) => [.. Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid != 0 && Is(pid) && (Mentions(pid, "cmdline", text) || Mentions(pid, "environ", text)))];

    /// <summary>How long it takes until none of them runs; at most <paramref name="patience"/>.</summary>
    public static async Task<TimeSpan> UntilGoneAsync(IReadOnlyCollection<int> pids, TimeSpan patience)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (pids.Any(Is) && TimeProvider.System.GetElapsedTime(began) < patience)
        {
            await Task.Delay(20);
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    private static bool Mentions(int pid, string file, string text)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The fields after the command's name: state, parent, group, session, …</summary>
    private static string[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
