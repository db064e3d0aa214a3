using System.Globalization;

namespace MySqlRuntime;

/// <summary>Who has started whom, as the kernel tells it in <c>/proc</c>; elsewhere nobody is known to have started anybody.</summary>
internal static class ProcessFamily
{
    private const string Processes = "/proc";

    /// <summary>Fields of <c>/proc/PID/stat</c> behind the name in brackets: the state, then the parent.</summary>
    private const int Parent = 1;

    /// <summary>Parents before their children.</summary>
    public static IReadOnlyList<int> DescendantsOf(int pid)
    {
        var children = All().ToLookup(process => process.Parent, process => process.Id);
        var found = new List<int>(children[pid]);
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(children[found[next]]);
        }

        return found;
    }

    private static IEnumerable<(int Id, int Parent)> All()
    {
        if (!Directory.Exists(Processes))
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories(Processes))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ParentOf(folder) is { } parent)
            {
                yield return (id, parent);
            }
        }
    }

    private static int? ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return int.Parse(fields[Parent], CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended while it was being looked at.
            return null;
        }
    }
}
