using System.Globalization;

namespace LoadTests.Preflight;

/// <summary>This machine's clock against the server's Date header, which is cut to whole seconds. Token lifetimes and the timeline depend on it.</summary>
internal static class ClockCheck
{
    private const string Name = "clock";
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static PreflightCheck Judge(ProbeAnswer answer)
    {
        if (answer.Date is not { } date)
        {
            return PreflightCheck.Good(Name, "the server does not tell its time");
        }

        // The server's clock read between date and date + 1 s, at some moment between our two readings.
        var ahead = answer.Asked - date.AddSeconds(1);
        var behind = date - answer.Answered;
        var skew = ahead > TimeSpan.Zero ? ahead : behind > TimeSpan.Zero ? -behind : TimeSpan.Zero;
        var words = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(skew.TotalSeconds):0.#} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the server's");
        return skew.Duration() <= Tolerance
            ? PreflightCheck.Good(Name, skew == TimeSpan.Zero ? "agrees with the server's to the second" : $"this machine's clock is {words}")
            : PreflightCheck.Fix(Name, $"this machine's clock is {words}: synchronise it (timedatectl set-ntp true)");
    }
}
