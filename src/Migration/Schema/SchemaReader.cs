using Migration.Servers;

namespace Migration.Schema;

/// <summary>Reads a database's definition as flat facts ("column users.nickname" → "varchar(20) NOT NULL …"), so that two can be compared by name.
/// Leaves out what may differ without meaning (statistics, comments of indexes, AUTO_INCREMENT heads).</summary>
internal static class SchemaReader
{
    public static async Task<SortedDictionary<string, string>> ReadAsync(Server server, string database, CancellationToken cancellation)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var query in Queries(Sql.Text(database)))
        {
            foreach (var row in await server.RowsAsync(query, cancellation))
            {
                facts[row.Text("what")] = Normal(row.Text("how"));
            }
        }

        return facts;
    }

    /// <summary>8.0 says utf8 where later versions say utf8mb3.</summary>
    private static string Normal(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\butf8(?=_|\b)", "utf8mb3");

    private static IEnumerable<string> Queries(string schema)
    {
        yield return $"SELECT 'database' AS what, CONCAT(default_character_set_name, ' ', default_collation_name) AS how FROM information_schema.schemata WHERE schema_name = {schema}";
        yield return
            $"""
            SELECT CONCAT('table ', table_name) AS what, CONCAT_WS(' ', table_type, engine, table_collation, create_options) AS how
            FROM information_schema.tables WHERE table_schema = {schema}
            """;
        yield return
            $"""
            SELECT CONCAT('column ', table_name, '.', column_name) AS what,
                   CONCAT_WS(' ', CONCAT('#', ordinal_position), column_type, IF(is_nullable = 'YES', 'NULL', 'NOT NULL'), CONCAT('DEFAULT ', QUOTE(column_default)), extra, character_set_name, collation_name, NULLIF(generation_expression, '')) AS how
            FROM information_schema.columns WHERE table_schema = {schema}
            """;
        yield return
            $"""
            SELECT CONCAT('key ', table_name, '.', index_name) AS what,
                   CONCAT(IF(MAX(non_unique) = 0, 'UNIQUE ', ''), MAX(index_type), ' (', GROUP_CONCAT(CONCAT(COALESCE(column_name, expression), COALESCE(CONCAT('(', sub_part, ')'), ''), IF(collation = 'D', ' DESC', '')) ORDER BY seq_in_index), ') ', IF(MAX(is_visible) = 'YES', '', 'INVISIBLE')) AS how
            FROM information_schema.statistics WHERE table_schema = {schema} GROUP BY table_name, index_name
            """;
        yield return
            $"""
            SELECT CONCAT('foreign key ', r.table_name, '.', r.constraint_name) AS what,
                   CONCAT((SELECT GROUP_CONCAT(CONCAT(k.column_name, ' → ', k.referenced_table_name, '.', k.referenced_column_name) ORDER BY k.ordinal_position) FROM information_schema.key_column_usage k
                           WHERE k.constraint_schema = r.constraint_schema AND k.constraint_name = r.constraint_name AND k.table_name = r.table_name), ' ON UPDATE ', r.update_rule, ' ON DELETE ', r.delete_rule) AS how
            FROM information_schema.referential_constraints r WHERE r.constraint_schema = {schema}
            """;
        yield return
            $"""
            SELECT CONCAT('check ', t.table_name, '.', c.constraint_name) AS what, CONCAT(c.check_clause, ' ', t.enforced) AS how
            FROM information_schema.check_constraints c JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
            WHERE c.constraint_schema = {schema}
            """;
        yield return $"SELECT CONCAT('view ', table_name) AS what, SHA2(view_definition, 256) AS how FROM information_schema.views WHERE table_schema = {schema}";
        yield return $"SELECT CONCAT('trigger ', event_object_table, '.', trigger_name) AS what, CONCAT_WS(' ', action_timing, event_manipulation, SHA2(action_statement, 256)) AS how FROM information_schema.triggers WHERE trigger_schema = {schema}";
        yield return $"SELECT CONCAT(LOWER(routine_type), ' ', routine_name) AS what, SHA2(COALESCE(routine_definition, ''), 256) AS how FROM information_schema.routines WHERE routine_schema = {schema}";
        yield return $"SELECT CONCAT('event ', event_name) AS what, SHA2(event_definition, 256) AS how FROM information_schema.events WHERE event_schema = {schema}";
    }
}
