using System.Globalization;
using Rehearsal.History;

namespace Rehearsal.Playing;

/// <summary>
/// The memory of our own processes: everything below the host that started this one, MySQL aside, and the host itself.
/// Linux only; elsewhere the report says that it was not measured.
/// </summary>
internal static class OwnProcesses
{
    public static IReadOnlyList<ProcessMemory> Measure(string act, long at)
    {
        return
        [
            .. BelowHost()
                .Where(process => process.ResidentKiB > 0 && !process.Name.StartsWith("mysqld", StringComparison.Ordinal))
                .Select(process => new ProcessMemory(at, act, process.Name, process.Pid, process.ResidentKiB / 1024.0, process.PeakKiB / 1024.0)),
        ];
    }

    /// <summary>
    /// The process id of the one that was started with this variable in its environment; of several, one inside the other, the innermost. Null when there is none.
    /// Two labs on one machine have parts of the same names: only those of our own host are looked at.
    /// </summary>
    public static int? StartedWith(string variable, string value)
    {
        var matching = BelowHost().Where(process => HasVariable(process.Pid, $"{variable}={value}")).ToArray();
        return matching.FirstOrDefault(process => matching.All(other => other.ParentPid != process.Pid))?.Pid;
    }

    private static ProcessStatus[] BelowHost()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var processes = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? Read(pid) : null)
            .OfType<ProcessStatus>()
            .ToDictionary(process => process.Pid);
        var host = processes.TryGetValue(Environment.ProcessId, out var self) && self.ParentPid > 1 ? self.ParentPid : Environment.ProcessId;
        return [.. processes.Values.Where(process => IsBelow(process, host))];

        bool IsBelow(ProcessStatus process, int ancestor)
        {
            for (var current = process; ; current = processes[current.ParentPid])
            {
                if (current.Pid == ancestor)
                {
                    return true;
                }

                if (!processes.ContainsKey(current.ParentPid))
                {
                    return false;
                }
            }
        }
    }

    private static ProcessStatus? Read(int pid)
    {
        try
        {
            var fields = File.ReadLines($"/proc/{pid}/status")
                .Select(line => line.Split(':', 2))
                .Where(parts => parts.Length == 2)
                .ToDictionary(parts => parts[0], parts => parts[1].Trim());
            var command = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            return new ProcessStatus(pid, (int)Number("PPid"), NameOf(command, fields["Name"]), Number("VmRSS"), Number("VmHWM"));

            long Number(string field) => fields.TryGetValue(field, out var text)
                ? long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture)
                : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended between the listing and the reading.
            return null;
        }
    }

    // The environment holds secrets: it is compared with and never kept.
    private static bool HasVariable(int pid, string assignment)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Split('\0').Contains(assignment, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // `dotnet …/ProxySwitch.dll --role db` is ProxySwitch to a reader; an unpacked loader's argument is mysqld.
    private static string NameOf(string[] command, string fallback) =>
        command.FirstOrDefault(part => part.EndsWith(".dll", StringComparison.Ordinal) || part.EndsWith("/mysqld", StringComparison.Ordinal)) is { } part
            ? Path.GetFileNameWithoutExtension(part)
            : fallback;

    private sealed record ProcessStatus(int Pid, int ParentPid, string Name, long ResidentKiB, long PeakKiB);
}
