using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Meetings;

/// <summary>The filters that the list and the search share, already validated.</summary>
internal sealed record MeetingFilter(
    int Size, long? CursorId, string? RoundCount, IReadOnlyList<string> DaysOfWeek, IReadOnlyList<string> StartTimes, IReadOnlyList<string> Genres)
{
    private static readonly string[] _roundCounts = ["ONE", "THREE_OR_MORE", "FIVE_OR_MORE"];
    private static readonly string[] _startTimes = ["MORNING", "AFTERNOON", "EVENING"];

    private static readonly string[] _genres =
        ["NOVEL", "ECONOMY_BUSINESS", "ESSAY", "HUMANITIES_PHIL", "SOCIETY_POLITICS", "SELF_DEVELOPMENT", "SCIENCE_TECH", "HISTORY"];

    public static MeetingFilter Read(QueryReader query) => new(
        query.Int("size", 10, 1, 10),
        query.Cursor(),
        query.OneOf("roundCount", _roundCounts),
        query.ManyOf("dayOfWeek", DayOfWeekCode.All),
        query.ManyOf("startTimeFrom", _startTimes),
        query.ManyOf("readingGenres", _genres));

    /// <summary>Conditions on <c>m</c>, each with a leading AND. All words come from the closed lists above, so they may stand in the text.</summary>
    public string ToSql()
    {
        var sql = RoundCount switch
        {
            "ONE" => " AND m.round_count = 1",
            "THREE_OR_MORE" => " AND m.round_count BETWEEN 3 AND 4",
            "FIVE_OR_MORE" => " AND m.round_count BETWEEN 5 AND 8",
            _ => "",
        };
        if (CursorId is not null)
        {
            sql += " AND m.id < @cursor";
        }

        if (DaysOfWeek.Count > 0)
        {
            sql += $" AND m.day_of_week IN ({Quoted(DaysOfWeek)})";
        }

        if (StartTimes.Count > 0)
        {
            sql += $" AND ({string.Join(" OR ", StartTimes.Select(Hours))})";
        }

        if (Genres.Count > 0)
        {
            sql += $" AND m.reading_genre_id IN (SELECT g.id FROM reading_genres g WHERE g.code IN ({Quoted(Genres)}))";
        }

        return sql;
    }

    private static string Hours(string name) => name switch
    {
        "MORNING" => "m.start_time >= '09:00' AND m.start_time < '14:00'",
        "AFTERNOON" => "m.start_time >= '14:00' AND m.start_time < '19:00'",
        _ => "m.start_time >= '19:00'",
    };

    private static string Quoted(IEnumerable<string> words) => string.Join(',', words.Select(word => $"'{word}'"));
}
