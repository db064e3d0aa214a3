using System.Globalization;
using System.Text.RegularExpressions;

namespace MySqlRuntime.Fetching;

/// <summary>
/// Reads <c>apt-get install --print-uris</c>: one line per package, <c>'URI' NAME_VERSION_ARCH.deb SIZE HASH</c>.
/// In the file name a colon of the version is written %3a.
/// </summary>
internal static partial class AptUriList
{
    public static IReadOnlyList<DebianPackage> Parse(string output) =>
    [
        .. output.Split('\n')
            .Select(line => Line().Match(line.Trim()))
            .Where(match => match.Success)
            .Select(match => new DebianPackage(
                match.Groups["name"].Value,
                Uri.UnescapeDataString(match.Groups["version"].Value),
                $"{match.Groups["name"].Value}_{match.Groups["version"].Value}_{match.Groups["arch"].Value}.deb",
                long.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture))),
    ];

    [GeneratedRegex(@"^'[^']+'\s+(?<name>[^_\s]+)_(?<version>[^_\s]+)_(?<arch>[^_\s]+)\.deb\s+(?<size>\d+)(\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
