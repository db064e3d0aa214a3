using System.Globalization;
using System.Text;

namespace Aspire.Hosting.Orchestration;

/// <summary>Says which resource kept the application from starting, and what it said last.</summary>
internal static class StartReport
{
    /// <param name="waitedInVain">How long was waited; null when the start ended because a resource failed.</param>
    public static string Render(IReadOnlyList<StartReportEntry> entries, TimeSpan? waitedInVain)
    {
        var unready = entries.Where(entry => !entry.IsReady).ToList();
        var causes = unready.Where(entry => entry.HasFailed && entry.Failure is not { IsConsequence: true } || entry.Failure is { IsConsequence: false }).ToList();
        if (causes.Count == 0)
        {
            causes = [.. unready.Where(entry => !entry.IsWaiting && entry.Failure is null)];
        }

        var text = new StringBuilder();
        foreach (var cause in causes.DefaultIfEmpty(unready.FirstOrDefault()).OfType<StartReportEntry>())
        {
            Append(text, cause, waitedInVain);
        }

        var rest = unready.Except(causes).Select(entry => entry.Name).ToList();
        if (rest.Count > 0 && causes.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Not started because of it: {string.Join(", ", rest)}.").AppendLine();
        }

        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, StartReportEntry entry, TimeSpan? waitedInVain)
    {
        var reason = entry.Failure?.Reason ?? Describe(entry);
        text.Append(CultureInfo.InvariantCulture, $"'{entry.Name}' did not become ready");
        text.Append(waitedInVain is { } waited && entry.Failure is null ? string.Create(CultureInfo.InvariantCulture, $" within {waited.TotalSeconds:0.#} s") : string.Empty);
        text.Append(CultureInfo.InvariantCulture, $": {reason}.").AppendLine();
        if (entry.LastLines.Count == 0)
        {
            text.AppendLine("  It wrote nothing.");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"  Its last lines (all of them: {entry.LogPath}):").AppendLine();
        foreach (var line in entry.LastLines)
        {
            text.Append("  │ ").AppendLine(line);
        }
    }

    private static string Describe(StartReportEntry entry)
    {
        if (entry.Snapshot is not { State: { } state } snapshot)
        {
            return "it was never started";
        }

        if (snapshot.ExitCode is { } code)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {code}");
        }

        var unhealthy = snapshot.HealthReports.Where(report => report.Status != Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy)
            .Select(report => report.Description ?? report.ExceptionText ?? $"{report.Name} is {report.Status}")
            .ToList();
        if (snapshot.IsReady)
        {
            return "it runs but has not ended, which others wait for";
        }

        return unhealthy.Count > 0 ? $"it runs but is not healthy ({string.Join("; ", unhealthy)})" : $"its state is {state.Text}{(entry.IsWaiting ? $", for {string.Join(", ", entry.WaitsFor)}" : string.Empty)}";
    }
}
