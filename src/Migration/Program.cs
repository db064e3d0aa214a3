using System.Runtime.InteropServices;
using Migration.CommandLine;
using Spectre.Console;

using var cancelled = new CancellationTokenSource();

// Ctrl+C and SIGTERM ask for the undo; they are not allowed to end the process before it is done.
void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancelled.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

if (Console.IsOutputRedirected)
{
    // A log has no edge to wrap at.
    AnsiConsole.Profile.Width = 400;
}

var session = new Session(Environment.GetEnvironmentVariable, AnsiConsole.Console, Console.Out, Console.Error);
var parsed = MigrationCommands.Create(session).Parse(args);
if (parsed.Errors.Count > 0)
{
    return await session.UsageAsync([.. parsed.Errors.Select(error => error.Message), "--help lists commands and options"]);
}

return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null }, cancelled.Token);
