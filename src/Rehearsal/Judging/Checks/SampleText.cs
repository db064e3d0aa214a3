using System.Globalization;
using LoadTests.History;

namespace Rehearsal.Judging.Checks;

/// <summary>One request as a line of evidence.</summary>
internal static class SampleText
{
    public static string Of(Sample sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sample.Group} {sample.Request} at {Time(sample.Started)} → {(sample.Status == 0 ? "no answer" : sample.Status)} ({sample.Outcome}) after {(sample.Ended - sample.Started) / 1000.0:0.0} ms");

    public static string Time(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
