using FakeDoktoriApi.Http;
using FakeDoktoriApi.Meetings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FakeDoktoriApi.Tests.Http;

public sealed class QueryReaderTests
{
    [Fact]
    public void Absent_AndEmpty_AreTheDefaults()
    {
        var (filter, error) = Read("?size=&cursorId=&roundCount=");

        Assert.Null(error);
        Assert.Equal((10, null, null), (filter.Size, filter.CursorId, filter.RoundCount));
        Assert.Equal("", filter.ToSql());
    }

    [Theory]
    [InlineData("?size=0", "size", "Min")]
    [InlineData("?size=11", "size", "Max")]
    [InlineData("?size=ten", "size", "typeMismatch")]
    [InlineData("?size=1.5", "size", "typeMismatch")]
    [InlineData("?size=99999999999", "size", "typeMismatch")]
    [InlineData("?cursorId=0", "cursorId", "Min")]
    [InlineData("?cursorId=-5", "cursorId", "Min")]
    [InlineData("?cursorId=abc", "cursorId", "typeMismatch")]
    [InlineData("?roundCount=TWO", "roundCount", "typeMismatch")]
    [InlineData("?dayOfWeek=MON&dayOfWeek=mon", "dayOfWeek", "typeMismatch")]
    [InlineData("?startTimeFrom=NIGHT", "startTimeFrom", "typeMismatch")]
    [InlineData("?readingGenres=POETRY", "readingGenres", "typeMismatch")]
    public void BadValue_IsAFieldError(string query, string field, string reason)
    {
        var (_, error) = Read(query);

        Assert.Equal((422, "VALIDATION_FAILED"), (error?.Status, error?.Code));
        var only = Assert.Single(error!.Errors!);
        Assert.Equal((field, reason), (only.Field, only.Reason));
    }

    [Fact]
    public void AllFaults_AreReportedTogether() =>
        Assert.Equal(["size", "cursorId", "dayOfWeek"], Read("?size=0&cursorId=0&dayOfWeek=X").Error!.Errors!.Select(e => e.Field));

    [Theory]
    [InlineData("?dayOfWeek=MON&dayOfWeek=SUN")]
    [InlineData("?dayOfWeek=MON,SUN")]
    [InlineData("?dayOfWeek[]=MON&dayOfWeek[]=SUN")]
    public void List_ComesInThreeSpellings(string query) => Assert.Equal(["MON", "SUN"], Read(query).Filter.DaysOfWeek);

    [Fact]
    public void Filters_BecomeConditions()
    {
        var sql = Read("?cursorId=9&roundCount=FIVE_OR_MORE&dayOfWeek=MON,TUE&startTimeFrom=MORNING&startTimeFrom=EVENING&readingGenres=NOVEL").Filter.ToSql();

        Assert.Contains("AND m.round_count BETWEEN 5 AND 8", sql, StringComparison.Ordinal);
        Assert.Contains("AND m.id < @cursor", sql, StringComparison.Ordinal);
        Assert.Contains("AND m.day_of_week IN ('MON','TUE')", sql, StringComparison.Ordinal);
        Assert.Contains("AND (m.start_time >= '09:00' AND m.start_time < '14:00' OR m.start_time >= '19:00')", sql, StringComparison.Ordinal);
        Assert.Contains("g.code IN ('NOVEL')", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "NotBlank")]
    [InlineData("?keyword=", "NotBlank")]
    [InlineData("?keyword=%20%20", "NotBlank")]
    [InlineData("?keyword=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Size")]
    public void RequiredText_IsChecked(string query, string reason)
    {
        var reader = Reader(query);
        _ = reader.Required("keyword", 50);

        Assert.Equal(reason, Assert.Single(reader.Error!.Errors!).Reason);
    }

    [Theory]
    [InlineData(3, 2, 2L)]
    [InlineData(2, 2, null)]
    [InlineData(0, 2, null)]
    public void Page_IsCut_AndPointsToItsLastRow(int rows, int size, long? next)
    {
        var list = Enumerable.Range(0, rows).Select(i => 3L - i).ToList();

        var page = PageInfo.Cut(list, size, id => id);

        Assert.Equal(new PageInfo(next, next is not null, size), page);
        Assert.Equal(Math.Min(rows, size), list.Count);
    }

    [Theory]
    [InlineData("책", "%책%")]
    [InlineData("100%_\\", "%100\\%\\_\\\\%")]
    public void Wildcards_InAKeyword_AreLiteral(string keyword, string pattern) => Assert.Equal(pattern, LikePattern.Containing(keyword));

    private static QueryReader Reader(string query) => new(new QueryCollection(QueryHelpers.ParseQuery(query)));

    private static (MeetingFilter Filter, ApiError? Error) Read(string query)
    {
        var reader = Reader(query);
        return (MeetingFilter.Read(reader), reader.Error);
    }
}
