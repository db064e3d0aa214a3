using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LoadTests.Reports;

/// <summary>What a person reads of a run: into the .log file, and to the console unless that is taken by the live lines. Thread-safe.</summary>
internal sealed class RunLog(Stream? file, TextWriter? console, TimeProvider time) : IDisposable
{
    private static readonly Action<ILogger, string, Exception?> Told = LoggerMessage.Define<string>(LogLevel.Information, new EventId(6100, nameof(Told)), "{Text}");

    private readonly Lock gate = new();
    private readonly StreamWriter? writer = file is null ? null : new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };

    /// <summary>Why the log could not be written to its end; null when it could.</summary>
    public string? Failure { get; private set; }

    /// <summary>Is told every line that says something; null when nobody wants to know.</summary>
    public ILogger? Listener { get; set; }

    /// <summary>A line with the time of day.</summary>
    public void Event(string text) => Line(string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss.fff}  {text}"));

    /// <summary>A line as it is.</summary>
    public void Line(string text = "")
    {
        if (Listener is { } listener && text.Length > 0)
        {
            Told(listener, text, null);
        }

        lock (gate)
        {
            try
            {
                console?.WriteLine(text);
            }
            catch (IOException)
            {
                // Whoever watched is gone, or what was redirected to is full; the run does not depend on being watched.
            }

            try
            {
                writer?.WriteLine(text);
            }
            catch (IOException failure)
            {
                Failure ??= failure.Message;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            try
            {
                writer?.Dispose();
            }
            catch (IOException failure)
            {
                Failure ??= failure.Message;
            }
        }
    }
}
