using System.Text.RegularExpressions;
using FakeDoktoriApi.Seeding;

namespace FakeDoktoriApi.Tests.Seeding;

/// <summary>The statements of a seeding, and their rows taken apart again.</summary>
internal sealed partial class SeededTables
{
    private readonly Dictionary<string, (string[] Columns, List<string[]> Rows)> _tables = [];

    public List<string> Statements { get; } = [];

    public IEnumerable<string> Names => _tables.Keys;

    public static async Task<SeededTables> CreateAsync(SeedPlan plan)
    {
        var tables = new SeededTables();
        await SeedData.WriteAsync(plan, new((table, sql) =>
        {
            tables.Add(table, sql);
            return ValueTask.CompletedTask;
        }));
        return tables;
    }

    public IReadOnlyList<string[]> Rows(string table) => _tables[table].Rows;

    public IEnumerable<string> Values(string table, string column)
    {
        var (columns, rows) = _tables[table];
        var index = Array.IndexOf(columns, column);
        return rows.Select(row => row[index]);
    }

    private void Add(string table, string sql)
    {
        Statements.Add(sql);
        var lines = sql.Split('\n');
        var columns = Head().Match(lines[0]).Groups[1].Value.Split(", ");
        if (!_tables.TryGetValue(table, out var entry))
        {
            _tables[table] = entry = (columns, []);
        }

        entry.Rows.AddRange(lines.Skip(1).Select(line => Value().Matches(line.TrimEnd(',')[1..^1]).Select(m => m.Value).ToArray()));
    }

    [GeneratedRegex(@"\((.*)\) VALUES$")]
    private static partial Regex Head();

    [GeneratedRegex(@"'(?:[^'\\]|\\.)*'|[^,]+")]
    private static partial Regex Value();
}
