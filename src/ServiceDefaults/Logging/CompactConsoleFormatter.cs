using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ServiceDefaults.Logging;

/// <summary>One event, one line: <c>12:34:56.789 INF Pool  message</c>; an exception follows on the same line, its stack only from Error up.</summary>
internal sealed class CompactConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "compact";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (string.IsNullOrEmpty(message) && logEntry.Exception is null)
        {
            return;
        }

        textWriter.Write(time.GetUtcNow().ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(ShortCategory(logEntry.Category));
        textWriter.Write("  ");
        textWriter.Write(OneLine(message));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(" | ");
            textWriter.Write(exception.GetType().Name);
            textWriter.Write(": ");
            textWriter.Write(OneLine(exception.Message));
            if (logEntry.LogLevel >= LogLevel.Error)
            {
                textWriter.WriteLine();
                textWriter.Write(exception.ToString());
            }
        }

        textWriter.WriteLine();
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => " TRC ",
        LogLevel.Debug => " DBG ",
        LogLevel.Information => " INF ",
        LogLevel.Warning => " WRN ",
        LogLevel.Error => " ERR ",
        _ => " CRT ",
    };

    private static ReadOnlySpan<char> ShortCategory(string category) => category.AsSpan(category.LastIndexOf('.') + 1);

    private static string OneLine(string text) =>
        text.AsSpan().ContainsAny('\r', '\n') ? text.ReplaceLineEndings(" ") : text;
}
