using NBomber.Contracts;

namespace NBomber.Engine;

internal static class Latency
{
    /// <summary>What was measured, unless the response brings its own.</summary>
    public static TimeSpan Of<T>(Response<T> response, TimeSpan measured) =>
        response.LatencyMs > 0 ? TimeSpan.FromMilliseconds(response.LatencyMs) : measured;

    public static TimeSpan Of(IResponse response, TimeSpan measured) =>
        response is Response<object> own ? Of(own, measured) : measured;
}
