using MySqlConnector;

namespace FakeDoktoriApi.Schema;

/// <summary>Flyway's own table, so that the real application's Flyway would accept a database made here, and a dump carries what a real one carries.</summary>
internal sealed class FlywayHistory(MySqlConnection session)
{
    private const string Create = """
        CREATE TABLE IF NOT EXISTS flyway_schema_history (
            installed_rank INT           NOT NULL,
            version        VARCHAR(50)   NULL,
            description    VARCHAR(200)  NOT NULL,
            type           VARCHAR(20)   NOT NULL,
            script         VARCHAR(1000) NOT NULL,
            checksum       INT           NULL,
            installed_by   VARCHAR(100)  NOT NULL,
            installed_on   TIMESTAMP     NOT NULL DEFAULT CURRENT_TIMESTAMP,
            execution_time INT           NOT NULL,
            success        TINYINT(1)    NOT NULL,
            PRIMARY KEY (installed_rank),
            INDEX flyway_schema_history_s_idx (success)
        ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
        """;

    private const string Insert = """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        SELECT COALESCE(MAX(installed_rank), 0) + 1, @version, @description, @type, @script, @checksum, SUBSTRING_INDEX(CURRENT_USER(), '@', 1), @ms, @success
        FROM flyway_schema_history
        """;

    public async Task<IReadOnlyList<FlywayRow>> ReadAsync(CancellationToken cancellationToken)
    {
        await using (var create = new MySqlCommand(Create, session))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var select = new MySqlCommand("SELECT version, script, checksum, success FROM flyway_schema_history ORDER BY installed_rank", session);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var rows = new List<FlywayRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(
                reader.IsDBNull(0) ? null : reader.GetString(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetInt32(2),
                reader.GetBoolean(3)));
        }

        return rows;
    }

    public async Task AddAsync(FlywayRow row, string type, string description, TimeSpan took, CancellationToken cancellationToken)
    {
        await using var insert = new MySqlCommand(Insert, session);
        insert.Parameters.AddWithValue("@version", row.Version);
        insert.Parameters.AddWithValue("@description", description);
        insert.Parameters.AddWithValue("@type", type);
        insert.Parameters.AddWithValue("@script", row.Script);
        insert.Parameters.AddWithValue("@checksum", row.Checksum);
        insert.Parameters.AddWithValue("@ms", (int)took.TotalMilliseconds);
        insert.Parameters.AddWithValue("@success", row.Success);
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task CompleteAsync(string script, TimeSpan took, CancellationToken cancellationToken)
    {
        await using var update = new MySqlCommand("UPDATE flyway_schema_history SET success = 1, execution_time = @ms WHERE script = @script", session);
        update.Parameters.AddWithValue("@ms", (int)took.TotalMilliseconds);
        update.Parameters.AddWithValue("@script", script);
        await update.ExecuteNonQueryAsync(cancellationToken);
    }
}
