using Migration.Checksums.Sides;
using MySqlConnector;

namespace Migration.Checksums.Schemas;

/// <summary>Reads what information_schema shows to an account with SELECT. A table that account may not read looks absent.</summary>
internal static class SchemaReader
{
    public static async Task<DatabaseDefinition> ReadAsync(ServerSession session, string database, CancellationToken cancellationToken)
    {
        var schema = SqlText.Literal(database);
        var columns = await session.ListAsync(
            $"""
             SELECT TABLE_NAME, COLUMN_NAME, LOWER(DATA_TYPE), CAST(COLUMN_TYPE AS CHAR), IS_NULLABLE = 'YES', CHARACTER_SET_NAME, COLLATION_NAME, EXTRA
             FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {schema} ORDER BY TABLE_NAME, ORDINAL_POSITION
             """,
            ReadColumn, cancellationToken);
        // SUB_PART: a prefix of a column; EXPRESSION: a functional key part. Neither can be compared as a column.
        var indexes = await session.ListAsync(
            $"""
             SELECT TABLE_NAME, INDEX_NAME, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX SEPARATOR '\n')
             FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {schema} AND NON_UNIQUE = 0
             GROUP BY TABLE_NAME, INDEX_NAME
             HAVING MAX(NULLABLE = 'YES') = 0 AND COUNT(SUB_PART) = 0 AND COUNT(EXPRESSION) = 0 AND MIN(IS_VISIBLE = 'YES') = 1
             """,
            r => (Table: r.GetString(0), Index: new UniqueIndex(r.GetString(1), r.GetString(2).Split('\n'))), cancellationToken);
        var columnsOf = columns.ToLookup(c => c.Table, c => c.Column, StringComparer.Ordinal);
        var indexesOf = indexes.ToLookup(i => i.Table, i => i.Index, StringComparer.Ordinal);
        var tables = await session.ListAsync(
            $"""
             SELECT TABLE_NAME, COALESCE(ENGINE, ''), COALESCE(TABLE_ROWS, 0)
             FROM information_schema.TABLES WHERE TABLE_SCHEMA = {schema} AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME
             """,
            r => (Name: r.GetString(0), Engine: r.GetString(1), Rows: r.GetInt64(2)), cancellationToken);
        return new DatabaseDefinition([.. tables.Select(t => new TableDefinition(t.Name, t.Engine, t.Rows, [.. columnsOf[t.Name]], [.. indexesOf[t.Name]]))]);
    }

    private static (string Table, ColumnDefinition Column) ReadColumn(MySqlDataReader reader)
    {
        var extra = reader.GetString(7);
        var generation = extra.Contains("VIRTUAL GENERATED", StringComparison.OrdinalIgnoreCase) ? Generation.Virtual
            : extra.Contains("STORED GENERATED", StringComparison.OrdinalIgnoreCase) ? Generation.Stored
            : Generation.None;
        return (reader.GetString(0), new ColumnDefinition(
            reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4) == 1,
            reader.IsDBNull(5) ? null : reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6), generation));
    }
}
