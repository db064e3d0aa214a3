using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace FakeDoktoriApi.Schema;

/// <summary>One <c>V&lt;version&gt;__&lt;description&gt;.sql</c>.</summary>
internal sealed partial record MigrationScript(int Version, string Description, string FileName, string Sql)
{
    /// <summary>Flyway's checksum: CRC-32 over the lines without their ends, so that a checkout's line ends do not matter.</summary>
    public int Checksum { get; } = ChecksumOf(Sql);

    /// <summary>All of them, in the order of their versions.</summary>
    public static IReadOnlyList<MigrationScript> LoadEmbedded()
    {
        var assembly = typeof(MigrationScript).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Select(Load).OrderBy(s => s.Version)];

        MigrationScript Load(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            return Parse(resource, reader.ReadToEnd());
        }
    }

    public static MigrationScript Parse(string fileName, string sql)
    {
        var match = FileNamePattern().Match(fileName);
        return match.Success
            ? new(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), match.Groups[2].Value.Replace('_', ' '), match.Value, sql)
            : throw new FormatException($"'{fileName}' is not named V<version>__<description>.sql.");
    }

    private static int ChecksumOf(string sql)
    {
        var crc = new Crc32();
        foreach (var line in sql.AsSpan().EnumerateLines())
        {
            crc.Append(Encoding.UTF8.GetBytes(line.ToString()));
        }

        return unchecked((int)crc.GetCurrentHashAsUInt32());
    }

    [GeneratedRegex(@"V(\d+)__(\w+)\.sql$")]
    private static partial Regex FileNamePattern();
}
