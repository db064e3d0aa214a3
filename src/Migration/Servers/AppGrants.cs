using System.Text.RegularExpressions;

namespace Migration.Servers;

/// <summary>
/// Privileges of the application's account, as SHOW GRANTS prints them. The fence takes away everything on the database but reading,
/// so it only works when nothing else lets the account write; <see cref="Obstacles"/> says what does.
/// </summary>
internal sealed partial class AppGrants
{
    /// <summary>Kept by the fence: new sessions can still read.</summary>
    private static readonly HashSet<string> Reading = new(["SELECT", "SHOW VIEW", "CREATE TEMPORARY TABLES", "USAGE"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What ALL PRIVILEGES on a database stands for.</summary>
    private static readonly string[] AllOnDatabase =
    [
        "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "REFERENCES", "INDEX", "ALTER", "CREATE TEMPORARY TABLES", "LOCK TABLES", "EXECUTE",
        "CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "EVENT", "TRIGGER",
    ];

    private AppGrants(SortedSet<string> onDatabase, string? databaseText, IReadOnlyList<string> obstacles)
    {
        OnDatabase = onDatabase;
        DatabaseText = databaseText;
        Obstacles = obstacles;
    }

    /// <summary>Privileges on the application's database.</summary>
    public IReadOnlySet<string> OnDatabase { get; }

    /// <summary>The database as this server's grant spells it (a wildcard may be escaped); null when there is no grant on it.</summary>
    public string? DatabaseText { get; }

    /// <summary>Grants that would let the account write past the fence.</summary>
    public IReadOnlyList<string> Obstacles { get; }

    /// <summary>The privileges a fence takes away.</summary>
    public IReadOnlyList<string> Writing => [.. OnDatabase.Where(privilege => !Reading.Contains(privilege))];

    public bool CanWrite => Writing.Count > 0 || Obstacles.Count > 0;

    public static AppGrants Parse(IReadOnlyList<string> lines, string database)
    {
        var onDatabase = new SortedSet<string>(StringComparer.Ordinal);
        string? text = null;
        var obstacles = new List<string>();
        foreach (var line in lines)
        {
            var match = Line().Match(line);
            if (!match.Success)
            {
                // A role, or a proxy grant: what it allows cannot be seen here.
                obstacles.Add(Short(line));
                continue;
            }

            var privileges = Split(match.Groups["privileges"].Value);
            var scope = match.Groups["scope"].Value;
            if (scope == "*.*")
            {
                AddObstacle(privileges.Where(privilege => !Reading.Contains(privilege)), line, obstacles);
            }
            else if (scope.EndsWith(".*", StringComparison.Ordinal) && Names(scope[..^2], database))
            {
                onDatabase.UnionWith(privileges.SelectMany(Expand));
                text = scope[..^2];
                AddObstacle(line.Contains("WITH GRANT OPTION", StringComparison.OrdinalIgnoreCase) ? ["GRANT OPTION"] : [], line, obstacles);
            }
            else if (TouchesDatabase(scope, database))
            {
                AddObstacle(privileges.Where(privilege => !Reading.Contains(privilege)), line, obstacles);
            }
        }

        return new AppGrants(onDatabase, text, obstacles);
    }

    /// <summary>"INSERT, UPDATE, …" for a GRANT or REVOKE.</summary>
    public static string Join(IEnumerable<string> privileges) => string.Join(", ", privileges);

    private static IEnumerable<string> Expand(string privilege) => privilege == "ALL PRIVILEGES" ? AllOnDatabase : [privilege];

    /// <summary>Splits at commas outside the parentheses of column lists; drops the column lists.</summary>
    private static List<string> Split(string privileges) =>
        [.. ColumnList().Replace(privileges, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(privilege => privilege.ToUpperInvariant())];

    private static void AddObstacle(IEnumerable<string> privileges, string line, List<string> obstacles)
    {
        if (privileges.Any())
        {
            obstacles.Add(Short(line));
        }
    }

    /// <summary>`doktori` and, where _ is a wildcard, `dok\_tori` name the database; a real wildcard that matches it does, too.</summary>
    private static bool Names(string quoted, string database)
    {
        var pattern = quoted.Trim('`').Replace("``", "`", StringComparison.Ordinal);
        return pattern.Replace("\\_", "_", StringComparison.Ordinal).Replace("\\%", "%", StringComparison.Ordinal) == database;
    }

    private static bool TouchesDatabase(string scope, string database)
    {
        // `db`.`table`, `wild%`.*, PROCEDURE `db`.`name`
        var name = ScopeName().Match(scope) is { Success: true } match ? match.Groups["db"].Value.Replace("``", "`", StringComparison.Ordinal) : scope;
        var pattern = "^" + string.Concat(Regex.Split(name, @"(\\_|\\%|_|%)").Select(part => part switch
        {
            "\\_" => "_",
            "\\%" => "%",
            "_" => ".",
            "%" => ".*",
            _ => Regex.Escape(part),
        })) + "$";
        return Regex.IsMatch(database, pattern, RegexOptions.CultureInvariant);
    }

    private static string Short(string line) => line.Length > 160 ? line[..160] + "…" : line;

    [GeneratedRegex(@"^GRANT (?<privileges>.+?) ON (?<scope>\S.*?) TO ", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex ColumnList();

    [GeneratedRegex(@"`(?<db>(?:[^`]|``)+)`\.", RegexOptions.CultureInvariant)]
    private static partial Regex ScopeName();
}
