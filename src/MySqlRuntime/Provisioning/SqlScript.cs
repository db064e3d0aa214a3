using System.Text.RegularExpressions;

namespace MySqlRuntime.Provisioning;

/// <summary>
/// A script of this folder, read for one server: statements end with a line of two slashes, bracketed comment lines say for which servers the following ones are,
/// and the words of MySQL 8.4 are translated for servers that do not know them yet.
/// </summary>
internal static partial class SqlScript
{
    /// <summary>Servers before 8.0.23 know the old words only; later 8.0 ones know both.</summary>
    private static readonly (string New, string Old)[] OldWords =
    [
        ("CHANGE REPLICATION SOURCE TO", "CHANGE MASTER TO"),
        ("GET_SOURCE_PUBLIC_KEY", "GET_MASTER_PUBLIC_KEY"),
        ("SOURCE_", "MASTER_"),
        ("START REPLICA", "START SLAVE"),
        ("STOP REPLICA", "STOP SLAVE"),
        ("RESET REPLICA", "RESET SLAVE"),
    ];

    private static readonly MySqlVersion NewWordsSince = new(8, 0, 23);

    /// <summary>The variable came three versions after the statements.</summary>
    private static readonly MySqlVersion NewVariableSince = new(8, 0, 26);

    public static IReadOnlyList<string> Read(string name, MySqlVersion version, RdsPauses pauses = RdsPauses.AsOnRds)
    {
        using var stream = typeof(SqlScript).Assembly.GetManifestResourceStream(typeof(SqlScript), name)
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), version, pauses);
    }

    internal static IReadOnlyList<string> Parse(string script, MySqlVersion version, RdsPauses pauses)
    {
        var statements = new List<string>();
        var lines = new List<string>();
        var applies = true;
        foreach (var line in script.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Condition().Match(line) is { Success: true } condition)
            {
                applies = Applies(condition.Groups[1].Value, version, pauses);
            }
            else if (line.Trim() == "//")
            {
                if (applies)
                {
                    statements.Add(Translate(string.Join('\n', lines).Trim(), version));
                }

                lines.Clear();
            }
            else if (!line.StartsWith("--", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        return string.IsNullOrWhiteSpace(string.Join("", lines)) ? statements : throw new FormatException("The last statement of the script is not ended.");
    }

    private static bool Applies(string condition, MySqlVersion version, RdsPauses pauses)
    {
        switch (condition)
        {
            case "all":
                return true;
            case "as on RDS":
                return pauses == RdsPauses.AsOnRds;
            case "without pauses":
                return pauses == RdsPauses.None;
        }

        var match = VersionCondition().Match(condition);
        if (!match.Success)
        {
            throw new FormatException($"'{condition}' is not a condition a script can have.");
        }

        var bound = MySqlVersion.Parse(match.Groups["version"].Value + (match.Groups["patch"].Success ? "" : ".0"));
        return match.Groups["before"].Success ? version < bound : version >= bound;
    }

    private static string Translate(string statement, MySqlVersion version)
    {
        if (version < NewVariableSince)
        {
            statement = statement.Replace("sql_replica_skip_counter", "sql_slave_skip_counter", StringComparison.Ordinal);
        }

        return version >= NewWordsSince
            ? statement
            : OldWords.Aggregate(statement, (text, word) => text.Replace(word.New, word.Old, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^-- \[(.+)\]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^MySQL (?<before>before )?(?<version>\d+\.\d+(?<patch>\.\d+)?)( and newer)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionCondition();
}
