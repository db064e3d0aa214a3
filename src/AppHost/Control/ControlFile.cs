using System.Text.Json;

namespace AppHost.Control;

/// <summary>The file in a lab's folder that tells other terminals of this user how to reach it.</summary>
internal static class ControlFile
{
    private const string Name = "control.json";

    /// <summary>Readable only by this user from its first byte on, and never seen half written.</summary>
    public static void Write(string labFolder, ControlAccess access)
    {
        var draft = Path.Combine(labFolder, $"{Name}.new");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, access, ControlJson.Options);
        }

        File.Move(draft, PathIn(labFolder));
    }

    /// <summary>Null when the lab has none (yet), or it cannot be read.</summary>
    public static ControlAccess? TryRead(string labFolder)
    {
        try
        {
            using var file = File.OpenRead(PathIn(labFolder));
            return JsonSerializer.Deserialize<ControlAccess>(file, ControlJson.Options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public static void Remove(string labFolder) => File.Delete(PathIn(labFolder));

    private static string PathIn(string labFolder) => Path.Combine(labFolder, Name);
}
