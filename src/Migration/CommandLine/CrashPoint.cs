using System.Diagnostics;
using Migration.Running;

namespace Migration.CommandLine;

/// <summary>For practising <c>recover</c>: kills this very process, without any clean-up, when a step reaches a point.</summary>
internal sealed class CrashPoint(string step, StepPoint point) : IStepBoundary
{
    /// <summary>"PromoteTarget:acted"; null when it cannot be read.</summary>
    public static CrashPoint? TryParse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && parts[0].Length > 0 && !int.TryParse(parts[1], out _) && Enum.TryParse<StepPoint>(parts[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var point)
            ? new CrashPoint(parts[0], point)
            : null;
    }

    public async ValueTask ReachedAsync(string reached, StepPoint at)
    {
        if (at == point && string.Equals(reached, step, StringComparison.OrdinalIgnoreCase))
        {
            Process.GetCurrentProcess().Kill();
            await Task.Delay(Timeout.InfiniteTimeSpan);
        }
    }
}
