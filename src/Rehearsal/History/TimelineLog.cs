using Microsoft.Extensions.Logging;

namespace Rehearsal.History;

/// <summary>The timeline as log records, beside the file. Events 5100-5199.</summary>
internal static class TimelineLog
{
    private const string Form = "{Act} {Runbook} {Kind} {Name}: {State} {Detail}";

    private static readonly Action<ILogger, string, string, TimelineKind, string, TimelineState, string, Exception?> Happened =
        LoggerMessage.Define<string, string, TimelineKind, string, TimelineState, string>(LogLevel.Information, new EventId(5100, nameof(Happened)), Form);

    private static readonly Action<ILogger, string, string, TimelineKind, string, TimelineState, string, Exception?> Stopped =
        LoggerMessage.Define<string, string, TimelineKind, string, TimelineState, string>(LogLevel.Warning, new EventId(5101, nameof(Stopped)), Form);

    private static readonly Action<ILogger, string, string, TimelineKind, string, TimelineState, string, Exception?> Failed =
        LoggerMessage.Define<string, string, TimelineKind, string, TimelineState, string>(LogLevel.Error, new EventId(5102, nameof(Failed)), Form);

    public static void Tell(this ILogger log, TimelineEvent line)
    {
        var tell = line.State switch
        {
            TimelineState.Failed or TimelineState.UndoFailed => Failed,
            TimelineState.Refused or TimelineState.Cancelled or TimelineState.Undone => Stopped,
            _ => Happened,
        };
        tell(log, line.Act, line.Runbook ?? "-", line.Kind, line.Name, line.State, line.Detail ?? "", null);
    }
}
