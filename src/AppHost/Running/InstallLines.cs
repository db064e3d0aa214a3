using System.Globalization;
using AppHost.Dashboard;
using Spectre.Console;

namespace AppHost.Running;

/// <summary>An installation told in lines: one per step, and one every so many megabytes.</summary>
internal sealed class InstallLines(IAnsiConsole output) : IProgress<InstallProgress>
{
    private const long Megabyte = 1_000_000;
    private const long BytesPerLine = 25 * Megabyte;
    private string? step;
    private long told;

    public void Report(InstallProgress value)
    {
        if (value.Step == step && value.Bytes < told + BytesPerLine)
        {
            return;
        }

        (step, told) = (value.Step, value.Bytes);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dashboard: {value.Step}{(value.Bytes > 0 ? $", {value.Bytes / Megabyte} MB" : string.Empty)}"));
    }
}
