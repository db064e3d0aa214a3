using AppHost.Running;

namespace AppHost.Control;

/// <summary>Finds the labs of this user that are up.</summary>
internal static class RunningLabs
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<ControlAccess> Find(string root) => !Directory.Exists(root)
        ? []
        : [.. Directory.EnumerateDirectories(root)
            .Where(LabFolder.IsAlive)
            .Select(ControlFile.TryRead)
            .OfType<ControlAccess>()
            .OrderByDescending(access => access.StartedAt)];

    /// <summary>The lab that was asked for by its id or the beginning of it; else the newest.</summary>
    /// <exception cref="NoLabException">There is none, or not exactly one by that id.</exception>
    public static ControlAccess Choose(IReadOnlyList<ControlAccess> running, string? lab)
    {
        if (running.Count == 0)
        {
            throw new NoLabException("No lab is running. Start one in another terminal: dotnet run --project src/AppHost");
        }

        if (lab is null)
        {
            return running[0];
        }

        var named = running.Where(access => access.Lab.StartsWith(lab, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1
            ? named[0]
            : throw new NoLabException($"{(named.Count == 0 ? "No running lab" : "More than one running lab")} has an id that begins with '{lab}'. Running: {string.Join(", ", running.Select(access => access.Lab))}.");
    }
}
