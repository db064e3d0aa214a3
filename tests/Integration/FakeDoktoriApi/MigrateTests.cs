using FakeDoktoriApi.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MySqlConnector;
using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(FailureServer))]
public sealed class MigrateTests(ApiServer server) : IAsyncLifetime
{
    private const string Database = "migrate_test";

    public ValueTask InitializeAsync() => DropAsync();

    public ValueTask DisposeAsync() => DropAsync();

    [Fact]
    public async Task Twice_ChangesNothing()
    {
        await MigrateAsync(50, 3);
        var before = await DigestAsync();

        await MigrateAsync(50, 3);

        Assert.Equal(before, await DigestAsync());
        Assert.Equal("50", await AskAsync("SELECT COUNT(*) FROM meetings"));
    }

    [Fact]
    public async Task SameSeedOnTheSameDay_GivesTheSameData()
    {
        await MigrateAsync(50, 3);
        var first = await DigestAsync();
        await DropAsync();

        await MigrateAsync(50, 3);

        Assert.Equal(first, await DigestAsync());
    }

    [Theory]
    [InlineData(50, 4)]
    [InlineData(51, 3)]
    public async Task OtherSeedOrSize_IsRefused_OnASeededDatabase(int rows, int seed)
    {
        await MigrateAsync(50, 3);

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(rows, seed));

        Assert.Contains("Start from an empty database", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeedingCutShort_IsUndone_AndRepeated()
    {
        await MigrateAsync(50, 3);
        var whole = await DigestAsync();
        await RunAsync("DELETE FROM messages; DELETE FROM meeting_rounds WHERE meeting_id > 20 AND id NOT IN (SELECT meeting_round_id FROM book_reports); UPDATE flyway_schema_history SET success = 0 WHERE version IS NULL");

        await MigrateAsync(60, 3);
        await DropAsync();
        await MigrateAsync(50, 3);

        Assert.Equal(whole, await DigestAsync());
    }

    [Fact]
    public async Task DataOfOthers_IsLeftAlone()
    {
        await MigrateAsync(50, 3);
        await RunAsync("DELETE FROM flyway_schema_history WHERE version IS NULL");
        var before = await AskAsync("SELECT COUNT(*) FROM meetings");

        await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(50, 3));

        Assert.Equal(before, await AskAsync("SELECT COUNT(*) FROM meetings"));
    }

    [Theory]
    [InlineData("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '4'", "checksum")]
    [InlineData("UPDATE flyway_schema_history SET success = 0 WHERE version = '4'", "Drop the database")]
    [InlineData("UPDATE flyway_schema_history SET version = '99' WHERE version = '4'", "newer")]
    public async Task ChangedFailedOrUnknownMigration_StopsIt(string tampering, string reason)
    {
        await MigrateAsync(1, 1);
        await RunAsync(tampering);

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(1, 1));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoAtOnce_DoItOnce()
    {
        await Task.WhenAll(MigrateAsync(50, 3), MigrateAsync(50, 3));

        Assert.Equal("50", await AskAsync("SELECT COUNT(*) FROM meetings"));
    }

    [Fact]
    public async Task UnreachableServer_AndWrongPassword_AreNamed_WithoutThePassword()
    {
        var closed = new MySqlConnectionStringBuilder(server.Root) { Port = 1, Password = "s3cret!" }.ConnectionString;
        var refused = new MySqlConnectionStringBuilder(server.Root) { Password = "s3cret!" }.ConnectionString;

        var unreachable = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(closed, 1, 1));
        var denied = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(refused, 1, 1));

        Assert.Contains("127.0.0.1:1 as 'root'", unreachable.Message, StringComparison.Ordinal);
        Assert.Contains("Access denied", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret!", unreachable.ToString() + denied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForeignKeys_HoldOnTheServer_ThoughTheyWereNotCheckedWhileSeeding()
    {
        await MigrateAsync(200, 5);
        var keys = await Sql.RowsAsync(
            server.Root,
            $"SELECT table_name, column_name, referenced_table_name, referenced_column_name FROM information_schema.key_column_usage WHERE table_schema = '{Database}' AND referenced_table_name IS NOT NULL",
            TestContext.Current.CancellationToken);

        Assert.True(keys.Count > 30);
        foreach (var key in keys)
        {
            Assert.Equal("0", await AskAsync(
                $"SELECT COUNT(*) FROM {key[0]} c WHERE c.{key[1]} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {key[2]} p WHERE p.{key[3]} = c.{key[1]})"));
        }
    }

    private Task MigrateAsync(int rows, int seed) => MigrateAsync(server.In(Database), rows, seed);

    private static Task MigrateAsync(string connectionString, int rows, int seed) => MigrateVerb.MigrateAsync(
        connectionString, new MigrateOptions(rows, seed), new FakeTimeProvider(new(2026, 5, 4, 3, 0, 0, TimeSpan.Zero)), NullLogger.Instance, TestContext.Current.CancellationToken);

    private async Task<string> DigestAsync()
    {
        var tables = await Sql.RowsAsync(
            server.Root,
            $"SELECT table_name FROM information_schema.tables WHERE table_schema = '{Database}' AND table_name NOT IN ('flyway_schema_history', 'reading_genres', 'reading_purposes', 'reading_volumes', 'notification_types') ORDER BY 1",
            TestContext.Current.CancellationToken);
        var sums = await Sql.RowsAsync(server.In(Database), $"CHECKSUM TABLE {string.Join(", ", tables.Select(t => t[0]))}", TestContext.Current.CancellationToken);
        return string.Join('\n', sums.Select(s => $"{s[0]} {s[1]}"));
    }

    private Task<string?> AskAsync(string sql) => Sql.AskAsync(server.In(Database), sql, TestContext.Current.CancellationToken);

    private Task RunAsync(string sql) => Sql.RunAsync(server.In(Database), sql, TestContext.Current.CancellationToken);

    private async ValueTask DropAsync() => await Sql.RunAsync(server.Server.RootConnectionString, $"DROP DATABASE IF EXISTS {Database}");
}
