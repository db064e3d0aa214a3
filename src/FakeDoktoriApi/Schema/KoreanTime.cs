namespace FakeDoktoriApi.Schema;

/// <summary>The application and its DATETIME columns speak Korean wall-clock time, which has had no daylight saving since 1988.</summary>
internal static class KoreanTime
{
    private static readonly TimeSpan _offset = TimeSpan.FromHours(9);

    /// <summary>To the microsecond, which is what DATETIME(6) keeps.</summary>
    public static DateTime KoreanNow(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime + _offset;
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
    }

    public static DateOnly KoreanToday(this TimeProvider time) => DateOnly.FromDateTime(time.KoreanNow());
}
