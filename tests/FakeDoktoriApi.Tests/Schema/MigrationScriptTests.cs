using System.Text.RegularExpressions;
using FakeDoktoriApi.Schema;
using FakeDoktoriApi.Seeding;

namespace FakeDoktoriApi.Tests.Schema;

public sealed partial class MigrationScriptTests
{
    private static readonly IReadOnlyList<MigrationScript> _scripts = MigrationScript.LoadEmbedded();

    [Fact]
    public void Embedded_OnesAreOrderedByNumber_FromV1ToV19()
    {
        var versions = _scripts.Select(s => s.Version).ToArray();

        Assert.Equal(versions.Order(), versions);
        Assert.Equal((1, 19), (versions[0], versions[^1]));
        Assert.Equal(Enumerable.Range(1, 9), versions.Take(9));
        Assert.Contains(12, versions);
    }

    [Fact]
    public void V1ToV7_Make19Tables_AndTheRestTheChatTables()
    {
        Assert.Equal(19, Tables(_scripts.Where(s => s.Version <= 7)).Length);
        Assert.Equal(
            ["chatting_room_members", "chatting_rooms", "messages", "quiz_choices", "quizzes", "room_rounds", "vote_casts", "votes"],
            Tables(_scripts.Where(s => s.Version > 7)).Order());
    }

    [Fact]
    public void EveryTable_HasAPrimaryKey() =>
        Assert.All(_scripts, s => Assert.Equal(CreateTable().Count(s.Sql), PrimaryKey().Count(s.Sql)));

    [Fact]
    public void EmptyingAfterACutShortSeeding_NamesEveryTableThatIsSeeded()
    {
        var reference = new[] { "reading_volumes", "reading_purposes", "reading_genres", "notification_types", "refresh_tokens" };

        Assert.Equal(Tables(_scripts).Except(reference).Order(), SeedData.TablesChildrenFirst.Order());
    }

    [Fact]
    public void Checksum_IgnoresLineEnds_ButNothingElse()
    {
        var unix = MigrationScript.Parse("V1__a.sql", "SELECT 1;\nSELECT 2;");

        Assert.Equal(unix.Checksum, MigrationScript.Parse("V1__a.sql", "SELECT 1;\r\nSELECT 2;").Checksum);
        Assert.NotEqual(unix.Checksum, MigrationScript.Parse("V1__a.sql", "SELECT 1;\nSELECT 3;").Checksum);
    }

    [Theory]
    [InlineData("R__seed.sql")]
    [InlineData("V1_one.sql")]
    [InlineData("V__one.sql")]
    public void OtherNames_AreRefused(string name) => Assert.Throws<FormatException>(() => MigrationScript.Parse(name, ""));

    [Theory]
    [InlineData(new string[0], 3_000, 1)]
    [InlineData(new[] { "--rows", "10" }, 10, 1)]
    [InlineData(new[] { "--seed", "-7", "--rows", "1000000" }, 1_000_000, -7)]
    public void Arguments_AreRead(string[] arguments, int rows, int seed) =>
        Assert.Equal((new MigrateOptions(rows, seed), null), MigrateOptions.Parse(arguments));

    [Theory]
    [InlineData("--rows", "0")]
    [InlineData("--rows", "-1")]
    [InlineData("--rows", "10000001")]
    [InlineData("--rows", "many")]
    [InlineData("--rows")]
    [InlineData("--seed", "1.5")]
    [InlineData("--sed", "1")]
    public void BadArguments_AreRefused_WithAReason(params string[] arguments)
    {
        var (options, problem) = MigrateOptions.Parse(arguments);

        Assert.Null(options);
        Assert.NotNull(problem);
    }

    private static string[] Tables(IEnumerable<MigrationScript> scripts) =>
        [.. scripts.SelectMany(s => CreateTable().Matches(s.Sql)).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"CREATE TABLE (\w+)")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"PRIMARY KEY \(")]
    private static partial Regex PrimaryKey();
}
