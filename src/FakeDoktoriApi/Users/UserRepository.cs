using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Users;

internal sealed class UserRepository(Database database, ImageUrls images)
{
    private const string ProfileSql = """
        SELECT nickname, profile_image_path, profile_completed, onboarding_completed, leader_intro, member_intro
        FROM users WHERE id = @user AND deleted_at IS NULL
        """;

    private const string AgreementSql = """
        SELECT p.notification_agreement FROM users u JOIN user_preferences p ON p.user_id = u.id WHERE u.id = @user AND u.deleted_at IS NULL
        """;

    // Always a write, also when the value stays the same: updated_at moves. (Hibernate would leave such an update out; the load tests mean this
    // request to be a write, and a write that never reaches the database would prove nothing about it.)
    private const string SetAgreement = """
        UPDATE user_preferences p JOIN users u ON u.id = p.user_id
        SET p.notification_agreement = @agreed, p.updated_at = @now
        WHERE p.user_id = @user AND u.deleted_at IS NULL
        """;

    public async Task<Profile?> FindProfileAsync(long userId)
    {
        var rows = await database.QueryAsync(
            ProfileSql,
            row => new Profile(
                row.GetString(0),
                images.Resolve(row.NullableString(1)),
                row.NullableString(1),
                row.GetBoolean(2),
                row.GetBoolean(3),
                row.NullableString(4),
                row.NullableString(5)),
            ("@user", userId));
        return rows.FirstOrDefault();
    }

    /// <returns><c>null</c> when there is no such user.</returns>
    public async Task<bool?> FindAgreementAsync(long userId)
    {
        var rows = await database.QueryAsync(AgreementSql, row => row.GetBoolean(0), ("@user", userId));
        return rows is [var agreed] ? agreed : null;
    }

    /// <returns><c>false</c> when there is no such user.</returns>
    public async Task<bool> SetAgreementAsync(long userId, bool agreed, DateTime now) =>
        await database.TransactAsync(transaction =>
            transaction.ExecuteAsync(SetAgreement, ("@agreed", agreed), ("@now", now), ("@user", userId))) > 0;
}
