using Microsoft.Extensions.Logging;
using Rehearsal.History;

namespace Rehearsal.Tests.History;

public sealed class TimelineLogTests
{
    [Theory]
    [InlineData(TimelineState.Started, LogLevel.Information)]
    [InlineData(TimelineState.Noted, LogLevel.Information)]
    [InlineData(TimelineState.Refused, LogLevel.Warning)]
    [InlineData(TimelineState.Undone, LogLevel.Warning)]
    [InlineData(TimelineState.Failed, LogLevel.Error)]
    [InlineData(TimelineState.UndoFailed, LogLevel.Error)]
    public void ALine_IsALogRecord_AsBadAsItsState(TimelineState state, LogLevel level)
    {
        var log = new KeptLog();
        log.Tell(new TimelineEvent(1, TimelineKind.Step, "cutover-1", "cut-over", "Promote", state, "why"));
        Assert.Equal((level, $"cutover-1 cut-over Step Promote: {state} why"), Assert.Single(log.Kept));
    }

    private sealed class KeptLog : ILogger
    {
        public List<(LogLevel Level, string Text)> Kept { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Kept.Add((logLevel, formatter(state, exception)));
    }
}
