using FakeDoktoriApi.Observability;
using Microsoft.Extensions.Logging;

namespace FakeDoktoriApi.Tests.Observability;

/// <summary>A logger that keeps what was said.</summary>
internal sealed class LineLog : ILogger<FailureLog>
{
    public List<string> Lines { get; } = [];

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
