using FakeDoktoriApi.Pool;
using FakeDoktoriApi.Schema;

namespace FakeDoktoriApi.Auth;

/// <summary>The table refresh_tokens: each token may be used once.</summary>
internal sealed class RefreshTokenStore(Database database, TimeProvider time)
{
    private const string Find = """
        SELECT t.revoked, t.version, t.expires_at <= @now, u.id, u.nickname
        FROM refresh_tokens t JOIN users u ON u.id = t.user_id AND u.deleted_at IS NULL
        WHERE t.token_id = @id AND t.user_id = @user
        """;

    // Two uses at the same moment: the version lets one of them through.
    private const string Revoke =
        "UPDATE refresh_tokens SET revoked = 1, version = version + 1, updated_at = @now WHERE token_id = @id AND revoked = 0 AND version = @version";

    private const string Insert =
        "INSERT INTO refresh_tokens (token_id, user_id, expires_at, created_at, updated_at) VALUES (@id, @user, @expires, @now, @now)";

    /// <summary>All of them or none.</summary>
    public Task AddAsync(params IReadOnlyList<(string Id, long UserId)> tokens) => database.TransactAsync(async transaction =>
    {
        foreach (var (id, userId) in tokens)
        {
            await InsertAsync(transaction, id, userId);
        }

        return true;
    });

    /// <summary>Revokes the old one and stores the new one, both or neither.</summary>
    public Task<(RotationOutcome Outcome, string Nickname)> RotateAsync(string id, long userId, string newId) => database.TransactAsync(async transaction =>
    {
        var now = time.KoreanNow();
        var found = await transaction.QueryAsync(
            Find,
            row => (Revoked: row.GetBoolean(0), Version: row.GetInt64(1), Expired: row.GetBoolean(2), Nickname: row.GetString(4)),
            ("@id", id), ("@user", userId), ("@now", now));
        if (found is not [var token])
        {
            return transaction.RollBack((RotationOutcome.Unknown, ""));
        }

        if (token.Revoked)
        {
            return transaction.RollBack((RotationOutcome.Reused, ""));
        }

        if (token.Expired)
        {
            return transaction.RollBack((RotationOutcome.Expired, ""));
        }

        if (await transaction.ExecuteAsync(Revoke, ("@id", id), ("@version", token.Version), ("@now", now)) == 0)
        {
            return transaction.RollBack((RotationOutcome.Reused, ""));
        }

        await InsertAsync(transaction, newId, userId);
        return (RotationOutcome.Rotated, token.Nickname);
    });

    private async Task InsertAsync(DatabaseTransaction transaction, string id, long userId)
    {
        var now = time.KoreanNow();
        await transaction.ExecuteAsync(Insert, ("@id", id), ("@user", userId), ("@expires", now + RefreshTokens.Lifetime), ("@now", now));
    }
}
