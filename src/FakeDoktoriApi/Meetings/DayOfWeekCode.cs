namespace FakeDoktoriApi.Meetings;

/// <summary>How <c>meetings.day_of_week</c> and the query parameter of the same name spell a day.</summary>
internal static class DayOfWeekCode
{
    public static readonly IReadOnlyList<string> All = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static string Of(DayOfWeek day) => All[(int)day];
}
