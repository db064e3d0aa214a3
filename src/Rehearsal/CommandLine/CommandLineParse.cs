using System.CommandLine;

namespace Rehearsal.CommandLine;

/// <summary>Runs a parsed command line, or reports every error in it at once and exits with <see cref="ExitCode.Usage"/>.</summary>
public static class CommandLineParse
{
    // Ctrl+C in the middle of a cutover undoes it first; the library's own two seconds would cut that short.
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(RootCommand root, string[] args, CancellationToken cancellation = default)
    {
        var result = root.Parse(args);
        if (result.Errors.Count == 0)
        {
            return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopDeadline }, cancellation);
        }

        foreach (var error in result.Errors)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
        }

        await Console.Error.WriteLineAsync("Nothing was started. '--help' lists the options.");
        return ExitCode.Usage;
    }
}
