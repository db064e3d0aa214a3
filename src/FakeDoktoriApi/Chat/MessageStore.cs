using FakeDoktoriApi.Pool;
using FakeDoktoriApi.Schema;
using MySqlConnector;

namespace FakeDoktoriApi.Chat;

/// <summary>The table <c>messages</c>. Its unique key (room, sender, client_message_id) decides what is a repeat, whatever instances race.</summary>
internal sealed class MessageStore(Database database, TimeProvider time)
{
    private const string Select = """
        SELECT m.room_id, m.id, m.sender_id, COALESCE(c.nickname, u.nickname), m.message_type, m.text_message, m.file_path, m.created_at
        FROM messages m
        JOIN users u ON u.id = m.sender_id
        LEFT JOIN chatting_room_members c ON c.room_id = m.room_id AND c.user_id = m.sender_id
        """;

    /// <summary>
    /// 1. May this sender write here now? 2. Insert. 3. If the key is taken: it is a repeat.
    /// The rules come first for a repeat, too (inferred).
    /// </summary>
    /// <returns>For a repeat the row that was stored the first time, whatever the repeat says.</returns>
    public async Task<(StoreOutcome Outcome, StoredMessage? Repeated)> StoreAsync(long room, long sender, ChatMessageRequest request)
    {
        var (round, isMember) = await AskAsync(room, sender);
        if (!isMember)
        {
            return (StoreOutcome.NotAMember, null);
        }

        if (round is null)
        {
            return (StoreOutcome.RoomClosed, null);
        }

        try
        {
            await database.ExecuteAsync(
                """
                INSERT INTO messages (room_id, round_id, sender_id, client_message_id, message_type, text_message, file_path, created_at)
                VALUES (@room, @round, @sender, @client, @type, @text, @file, @now)
                """,
                ("@room", room), ("@round", round), ("@sender", sender), ("@client", request.ClientMessageId), ("@type", request.MessageType),
                ("@text", request.MessageType == "TEXT" ? request.TextMessage : null),
                ("@file", request.MessageType == "FILE" ? request.FilePath : null),
                ("@now", time.KoreanNow()));
            return (StoreOutcome.Stored, null);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            return (StoreOutcome.Repeated, await FindAsync(room, sender, request.ClientMessageId!));
        }
    }

    /// <summary>Messages with an id above <paramref name="after"/>, and those of the <paramref name="holes"/> that have appeared, by id.</summary>
    public Task<List<StoredMessage>> ReadAsync(long after, IReadOnlyCollection<long> holes, int limit) => database.QueryAsync(
        $"{Select} WHERE m.id > @after{(holes.Count == 0 ? "" : $" OR m.id IN ({string.Join(',', holes)})")} ORDER BY m.id LIMIT @limit",
        Map,
        ("@after", after), ("@limit", limit));

    /// <summary>The ids of the newest messages, newest first.</summary>
    public Task<List<long>> NewestIdsAsync(int count) => database.QueryAsync(
        "SELECT id FROM messages ORDER BY id DESC LIMIT @count", row => row.GetInt64(0), ("@count", count));

    private async Task<(long? Round, bool IsMember)> AskAsync(long room, long sender)
    {
        var rows = await database.QueryAsync<(long? Round, bool IsMember)>(
            """
            SELECT (SELECT MAX(id) FROM room_rounds WHERE room_id = c.id AND c.status = 'CHATTING' AND ended_at IS NULL),
                   EXISTS (SELECT 1 FROM chatting_room_members WHERE room_id = c.id AND user_id = @sender AND status IN ('JOINED', 'DISCONNECTED'))
            FROM chatting_rooms c WHERE c.id = @room
            """,
            row => (row.IsDBNull(0) ? null : row.GetInt64(0), row.GetBoolean(1)),
            ("@room", room), ("@sender", sender));
        return rows is [var found] ? found : (null, false);
    }

    private async Task<StoredMessage?> FindAsync(long room, long sender, string client)
    {
        var rows = await database.QueryAsync(
            $"{Select} WHERE m.room_id = @room AND m.sender_id = @sender AND m.client_message_id = @client",
            Map,
            ("@room", room), ("@sender", sender), ("@client", client));
        return rows is [var found] ? found : null;
    }

    private static StoredMessage Map(MySqlDataReader row) => new(row.GetInt64(0), new(
        row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.NullableString(5), row.NullableString(6), row.GetDateTime(7)));
}
