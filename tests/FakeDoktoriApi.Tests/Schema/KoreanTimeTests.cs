using FakeDoktoriApi.Schema;
using FakeDoktoriApi.Seeding;
using Microsoft.Extensions.Time.Testing;

namespace FakeDoktoriApi.Tests.Schema;

public sealed class KoreanTimeTests
{
    [Fact]
    public void TheDay_ChangesAtThreeInTheAfternoonUtc()
    {
        var time = new FakeTimeProvider(new(2026, 3, 1, 14, 59, 59, TimeSpan.Zero));
        Assert.Equal(new(2026, 3, 1), time.KoreanToday());

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new(2026, 3, 2), time.KoreanToday());
    }

    [Fact]
    public void Now_HasNoMoreDigitsThanTheColumn()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1_234_567));

        Assert.Equal(1_234_560, time.KoreanNow().Ticks % TimeSpan.TicksPerSecond);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData("2026-03-08", "2026-03-02")]
    [InlineData("2026-03-09", "2026-03-09")]
    public void Weeks_BeginOnMonday(string today, string monday) =>
        Assert.Equal(DateOnly.Parse(monday, null), new SeedPlan(1, 1, DateOnly.Parse(today, null)).ThisMonday);
}
