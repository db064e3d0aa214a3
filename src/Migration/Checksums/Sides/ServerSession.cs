using MySqlConnector;

namespace Migration.Checksums.Sides;

/// <summary>One connection of the comparison, set up so that both servers write the same value in the same way.</summary>
internal sealed class ServerSession : IAsyncDisposable
{
    /// <summary>
    /// What numbers, dates and plain literals become in a CONCAT; as columns numbers and dates have this one already, so that the server need
    /// not convert them when it writes rows. No literal of ours needs another: text carries its character set, the rest is ASCII.
    /// </summary>
    public const string Collation = "latin1_swedish_ci";

    private const string SavepointName = "doktori_lab";

    /// <summary>
    /// UTC for TIMESTAMP; no PAD_CHAR_TO_FULL_LENGTH, ANSI_QUOTES or NO_BACKSLASH_ESCAPES; repeatable read for the snapshot.
    /// Row estimates as they are now, not as cached up to a day ago: the width of chunks comes from them.
    /// A statement waits at most 10 s behind a DDL statement: standing in that queue would hold up the application behind us.
    /// </summary>
    private const string Setup =
        "SET SESSION time_zone = '+00:00', sql_mode = '', transaction_isolation = 'REPEATABLE-READ', autocommit = 1, lock_wait_timeout = 10, "
        + "max_execution_time = 0, information_schema_stats_expiry = 0, sql_select_limit = 18446744073709551615, sql_big_selects = 1, sql_safe_updates = 0, "
        + $"collation_connection = {Collation}, group_concat_max_len = 1048576, wait_timeout = 28800, net_write_timeout = 3600";

    private readonly MySqlConnection _connection;
    private readonly string _tag;
    private bool _inSnapshot;

    private ServerSession(ComparedServer server, MySqlConnection connection, string tag)
    {
        (Server, _connection, _tag) = (server, connection, tag);
    }

    public ComparedServer Server { get; }

    public string Version => _connection.ServerVersion;

    public static async Task<ServerSession> OpenAsync(ComparedServer server, string tag, CancellationToken cancellationToken)
    {
        var settings = new MySqlConnectionStringBuilder(server.ConnectionString)
        {
            Pooling = false,
            // A chunk takes as long as it takes; the caller's token ends it.
            DefaultCommandTimeout = 0,
            ApplicationName = "doktori-lab checksum",
        };
        var connection = new MySqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            var session = new ServerSession(server, connection, $"/* doktori-lab {SqlText.Comment(tag)} */ ");
            await session.ExecuteAsync(Setup, cancellationToken);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the snapshot and returns what the server had executed around it: the same set twice means exactly that set is in it.</summary>
    public async Task<(string Before, string After)> OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        _inSnapshot = false;
        // One round trip, so that little happens in between.
        await using var command = Command(
            "ROLLBACK; SELECT @@GLOBAL.gtid_executed; START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY; SELECT @@GLOBAL.gtid_executed; "
            + $"SAVEPOINT {SavepointName}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var before = await ReadGtidAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var after = await ReadGtidAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        _inSnapshot = true;
        return (before, after);
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<T> OneAsync<T>(string sql, Func<MySqlDataReader, T> read, CancellationToken cancellationToken) =>
        (await ListAsync(sql, read, cancellationToken))[0];

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, Func<MySqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in StreamAsync(sql, read, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    public async IAsyncEnumerable<T> StreamAsync<T>(
        string sql, Func<MySqlDataReader, T> read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(_inSnapshot ? $"{sql}; {ReleaseTable}" : sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return read(reader);
        }

        // Reads the answer of what follows the query, too: an error there must not be lost.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }

    /// <summary>After a statement failed: the snapshot stays, its hold on the table goes.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken) =>
        _inSnapshot ? ExecuteAsync(ReleaseTable, cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    /// <summary>
    /// Going back to a savepoint keeps the snapshot and gives up the metadata locks taken since, as mysqldump does between tables:
    /// an ALTER TABLE waits for one chunk of ours at most, and the application never queues behind it.
    /// </summary>
    private static string ReleaseTable => $"ROLLBACK TO SAVEPOINT {SavepointName}";

    // The statements are built here from identifiers and hexadecimal literals; nothing in them comes from outside unquoted.
#pragma warning disable CA2100
    private MySqlCommand Command(string sql) => new(_tag + sql, _connection);
#pragma warning restore CA2100

    private static async Task<string> ReadGtidAsync(MySqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        return GtidText.Normal(reader.GetString(0));
    }
}
