using System.Globalization;
using System.Text;
using LoadTests.CommandLine;
using LoadTests.Configuration;
using LoadTests.Running;
using LoadTests.Scenarios;

namespace LoadTests.Safety;

/// <summary>Whether a run may start against its target: by an option, or by a person who saw what it will do.</summary>
internal sealed class Permission(TextWriter output, Terminal terminal)
{
    /// <returns>Null when it may.</returns>
    public string? WhyNot(IReadOnlyList<LoadScenario> scenarios, RunOptions options, TargetSettings settings, bool isAll)
    {
        var elsewhere = TargetGuard.HostsElsewhere(settings);
        if (options.PreflightOnly || (elsewhere.Count == 0 && !isAll))
        {
            return null;
        }

        var hostAllowed = elsewhere.Count == 0 || options.Target == TargetKind.Production;
        if (hostAllowed && (!isAll || options.Yes))
        {
            return null;
        }

        if (!terminal.Asks)
        {
            return hostAllowed
                ? $"`all` runs {scenarios.Count} scenarios one after another and asks before it starts; add --yes where nobody can answer"
                : $"{string.Join(", ", elsewhere)} is not this machine; add --target production if that is meant";
        }

        output.Write(Describe(scenarios, options, settings));
        return terminal.Confirm(output, "Start?") ? null : "not started";
    }

    public static string Describe(IReadOnlyList<LoadScenario> scenarios, RunOptions options, TargetSettings settings)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"target {settings.BaseUrl.Host}\n");
        var total = TimeSpan.Zero;
        foreach (var scenario in scenarios)
        {
            var plan = scenario.Plan.Scaled(options.Scale);
            var duration = options.Duration ?? plan.Duration;
            var expected = ExpectedLoad.Of(plan, duration);
            total += duration;
            var rows = expected.Rows == 0 ? "no new rows" : string.Create(culture, $"about {expected.Rows:#,0} new rows (meetings)");
            text.Append(culture, $"  {plan.Id,-16} {plan.VirtualUsers,4} VUs for {duration:hh\\:mm\\:ss}, about {expected.Requests:#,0} requests, {rows}\n");
        }

        return scenarios.Count > 1 ? text.Append(culture, $"  one after another, {total:hh\\:mm\\:ss} in all\n").ToString() : text.ToString();
    }
}
