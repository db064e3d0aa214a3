using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Logs;

/// <summary>What the host itself says about a resource, written among the resource's own lines.</summary>
internal sealed class ResourceLogger(ResourceLog log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var level = logLevel switch { LogLevel.Information => string.Empty, LogLevel.Warning => "warning: ", _ => "error: " };
        log.Append($"[host] {level}{formatter(state, exception)}{(exception is null ? string.Empty : $": {exception.Message}")}", isError: logLevel >= LogLevel.Error);
    }
}
