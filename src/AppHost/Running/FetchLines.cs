using MySqlRuntime.Fetching;
using Spectre.Console;

namespace AppHost.Running;

/// <summary>A fetch told in lines, one per phase, for a log.</summary>
internal sealed class FetchLines(IAnsiConsole output) : IProgress<FetchProgress>
{
    private FetchPhase? last;

    public void Report(FetchProgress value)
    {
        if (value.Phase != last)
        {
            last = value.Phase;
            output.WriteLine($"MySQL: {value.Message}");
        }
    }
}
