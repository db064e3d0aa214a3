namespace FakeDoktoriApi.Pool;

/// <summary>Events 3100-3199.</summary>
internal static partial class PoolLog
{
    [LoggerMessage(3100, LogLevel.Information, "{Pool} started: max {Max}, min idle {MinimumIdle}, bypass window {BypassMs} ms")]
    public static partial void Started(this ILogger logger, string pool, int max, int minimumIdle, int bypassMs);

    [LoggerMessage(3101, LogLevel.Debug, "{Pool} closed a connection: {Reason}")]
    public static partial void ConnectionClosed(this ILogger logger, string pool, CloseReason reason);

    [LoggerMessage(3102, LogLevel.Warning, "{Pool} cannot open a connection, next try in {BackoffMs} ms (failure {Count} in a row)")]
    public static partial void CannotConnect(this ILogger logger, Exception exception, string pool, double backoffMs, int count);

    [LoggerMessage(3103, LogLevel.Information, "{Pool} opens connections again after {Count} failures")]
    public static partial void ConnectsAgain(this ILogger logger, string pool, int count);

    [LoggerMessage(3104, LogLevel.Warning, "{Pool} stopped with {Active} connections still in use")]
    public static partial void StoppedBusy(this ILogger logger, string pool, int active);

    [LoggerMessage(3105, LogLevel.Information, "{Pool} is warm: {Total} connections, {Milliseconds} ms after its start")]
    public static partial void Warm(this ILogger logger, string pool, int total, long milliseconds);
}
