using System.Globalization;
using AppHost.Dashboard;
using Spectre.Console;

namespace AppHost.Running;

/// <summary>An installation told in one line that changes.</summary>
internal sealed class InstallStatus(StatusContext context) : IProgress<InstallProgress>
{
    private const long Megabyte = 1_000_000;

    public void Report(InstallProgress value) => context.Status(Markup.Escape(string.Create(
        CultureInfo.InvariantCulture, $"dashboard: {value.Step}{(value.Bytes > 0 ? $", {value.Bytes / Megabyte} MB" : string.Empty)}")));
}
