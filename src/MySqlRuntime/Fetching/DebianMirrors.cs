namespace MySqlRuntime.Fetching;

/// <summary>
/// Reads the machine's own apt sources, one-line (<c>deb [options] URI SUITE COMPONENT…</c>) and deb822 (<c>URIs:</c>, <c>Components:</c>), and picks the mirrors
/// that carry Debian itself: an http(s) URI that ends in /debian and offers <c>main</c>. Others only look like it, so they are tried in order and verified by signature.
/// </summary>
internal static class DebianMirrors
{
    public static IReadOnlyList<string> OfThisMachine(string aptFolder = "/etc/apt")
    {
        var folder = Path.Combine(aptFolder, "sources.list.d");
        string[] files =
        [
            Path.Combine(aptFolder, "sources.list"),
            .. Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal) : Enumerable.Empty<string>(),
        ];
        return [.. files.Where(File.Exists).SelectMany(Read).Append(DebianMySql.DefaultMirror).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The mirror as a message may show it: without a user and password.</summary>
    public static string Display(string mirror) => Uri.TryCreate(mirror, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath}" : mirror;

    internal static IEnumerable<string> Parse(string fileName, string text) =>
        (fileName.EndsWith(".sources", StringComparison.Ordinal) ? ParseDeb822(text) : ParseOneLine(text))
            .Select(uri => uri.TrimEnd('/'))
            .Where(IsDebian);

    private static IEnumerable<string> Read(string file)
    {
        try
        {
            return Parse(file, File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsDebian(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
        && parsed.Scheme is "http" or "https"
        && parsed!.AbsolutePath.EndsWith("/debian", StringComparison.Ordinal);

    private static IEnumerable<string> ParseOneLine(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
            if (words is not ["deb", ..])
            {
                continue;
            }

            var uri = words.FindIndex(1, word => word.Contains("://", StringComparison.Ordinal));
            if (uri > 0 && words.Skip(uri + 2).Contains("main"))
            {
                yield return words[uri];
            }
        }
    }

    private static IEnumerable<string> ParseDeb822(string text)
    {
        foreach (var stanza in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var fields = stanza.Split('\n')
                .Where(line => !line.StartsWith('#') && line.Contains(':', StringComparison.Ordinal))
                .Select(line => line.Split(':', 2))
                .GroupBy(pair => pair[0].Trim(), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => Words(group.First()[1]), StringComparer.OrdinalIgnoreCase);
            if (fields.TryGetValue("URIs", out var uris)
                && fields.TryGetValue("Components", out var components) && components.Contains("main")
                && !(fields.TryGetValue("Enabled", out var enabled) && enabled is ["no"]))
            {
                foreach (var uri in uris)
                {
                    yield return uri;
                }
            }
        }
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
