using Migration.Checksums;

namespace Migration.Tests.Checksums;

public sealed class ReportTests
{
    private static readonly RowDifference[] Differences =
    [
        new(RowDifferenceKind.Different, [new("meeting_id", "7"), new("code", "a;b")], [new("title", "책, \"모임\"", "책"), new("note", null, "")], 1, 0),
        new(RowDifferenceKind.MissingOnTarget, [new("meeting_id", "8"), new("code", "c")], [], 1, 2),
    ];

    [Fact]
    public void WritesJson_AsApproved()
    {
        Assert.Equal(Approved("report.approved.json"), Json(Report(omit: false)));
    }

    [Fact]
    public void ReadsItsOwnJson()
    {
        using var stream = new MemoryStream();
        ComparisonJson.Write(Report(omit: false), stream);
        stream.Position = 0;

        Assert.Equal(Json(Report(omit: false)), Json(ComparisonJson.Read(stream)));
    }

    [Fact]
    public void WritesCsv_AsApproved()
    {
        Assert.Equal(Approved("tables.approved.csv"), Csv(Report(omit: false), ComparisonCsv.WriteTables));
        Assert.Equal(Approved("differences.approved.csv"), Csv(Report(omit: false), ComparisonCsv.WriteDifferences));
    }

    [Fact]
    public void LeavesOmittedValuesOut()
    {
        var (json, csv) = (Json(Report(omit: true)), Csv(Report(omit: true), ComparisonCsv.WriteDifferences));

        Assert.DoesNotContain("모임", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"source\": null", json, StringComparison.Ordinal);
        Assert.Contains("\"column\": \"title\"", json, StringComparison.Ordinal);
        Assert.Contains("members,meeting_id=7;code=a;b,Different,title,,,1,0", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ComparisonOutcome.Equal, TableOutcome.Equal, TableOutcome.Equal)]
    [InlineData(ComparisonOutcome.Undecided, TableOutcome.Equal, TableOutcome.Undecided)]
    [InlineData(ComparisonOutcome.Different, TableOutcome.Undecided, TableOutcome.Different)]
    [InlineData(ComparisonOutcome.Different, TableOutcome.Equal, TableOutcome.OnlyOnSource)]
    [InlineData(ComparisonOutcome.Different, TableOutcome.Equal, TableOutcome.OnlyOnTarget)]
    public void TakesTheWorstOfTheTables(ComparisonOutcome outcome, TableOutcome one, TableOutcome other)
    {
        Assert.Equal(outcome, (Report(omit: false) with { Tables = [Table("a", one), Table("b", other)] }).Outcome);
        Assert.Equal(outcome, (Report(omit: false) with { Tables = [Table("a", other), Table("b", one)] }).Outcome);
    }

    [Fact]
    public void CallsNothing_Undecided() => Assert.Equal(ComparisonOutcome.Undecided, (Report(omit: false) with { Tables = [] }).Outcome);

    [Fact]
    public void NeverShowsAConnectionString()
    {
        var request = new ComparisonRequest(new ComparedServer("old", "Password=secret"), new ComparedServer("new", "Password=secret"), "doktori");

        Assert.DoesNotContain("secret", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ValidatesEveryBound()
    {
        var request = new ComparisonRequest(new ComparedServer("a", ""), new ComparedServer("b", ""), "doktori");

        Assert.Empty(request.Validate());
        Assert.Equal(6, (request with
        {
            ChunkRows = 0, ListedDifferences = -1, ShownValueLength = 1, AlignmentTime = TimeSpan.FromSeconds(-1), CatchUpTime = TimeSpan.Zero, Rechecks = 1,
        }).Validate().Count);
    }

    private static ComparisonReport Report(bool omit) => new(
        "doktori", new("mysql-lightsail", "11111111-1111-1111-1111-111111111111", "8.0.36"), new("mysql-rds", "22222222-2222-2222-2222-222222222222", "9.7.4-2"),
        new DateTimeOffset(2026, 1, 10, 19, 0, 0, TimeSpan.Zero), TimeSpan.FromMilliseconds(1234.5678),
        new(PointKind.SamePoint, ReplicationDirection.SourceToTarget, "1-1:1-9", "1-1:1-9", "", true, "Both servers were compared at one GTID set."),
        omit, ["flyway_schema_history"], [new("meetings", "title", "type", "varchar(50)", null)],
        [Table("meetings", TableOutcome.Equal), Table("members", TableOutcome.Different), Table("old", TableOutcome.OnlyOnSource)]);

    private static TableResult Table(string name, TableOutcome outcome) => new(
        name, outcome, outcome == TableOutcome.OnlyOnSource ? ComparisonMethod.NotCompared : ComparisonMethod.ByKey, ["meeting_id", "code"], 100, 99, 3, 1,
        outcome == TableOutcome.Different ? 2 : 0, outcome == TableOutcome.Different ? Differences : [], 4, 1, 0, 200, TimeSpan.FromMilliseconds(17),
        outcome == TableOutcome.OnlyOnSource ? ["the number of rows is the optimizer's estimate"] : []);

    private static string Json(ComparisonReport report)
    {
        using var stream = new MemoryStream();
        ComparisonJson.Write(report, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Csv(ComparisonReport report, Action<ComparisonReport, TextWriter> write)
    {
        using var writer = new StringWriter();
        write(report, writer);
        return writer.ToString();
    }

    private static string Approved(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Checksums", name));
}
