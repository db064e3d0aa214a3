using Migration.Running;

namespace Migration.CommandLine;

internal static class ExitCodes
{
    public static ExitCode Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded or RunOutcome.Planned => ExitCode.Succeeded,
        RunOutcome.Refused => ExitCode.Refused,
        RunOutcome.Undone => ExitCode.Undone,
        RunOutcome.UndoFailed => ExitCode.UndoFailed,
        RunOutcome.Incomplete => ExitCode.Incomplete,
        RunOutcome.Cancelled => ExitCode.Cancelled,
        _ => ExitCode.Failed,
    };
}
