using LoadTests.Configuration;
using LoadTests.Plans;
using LoadTests.Running;
using LoadTests.Safety;
using LoadTests.Scenarios;

namespace LoadTests.Preflight;

/// <summary>
/// What must be so before the first load, in this order: 1. the names resolve, 2. TLS, 3. health, 4. the clocks, 5. the token's
/// own words, 6. one call per token, 7. the test meeting, 8. the WebSocket handshake. A check whose ground is missing is left out;
/// the others go on, so that everything to fix is seen at once.
/// </summary>
internal sealed class PreflightRun(ScenarioPlan plan, TimeSpan duration, TargetSettings settings, TargetAccess access, TimeProvider time, CancellationToken cancellation)
{
    private readonly List<PreflightCheck> checks = [];
    private readonly Probe probe = access.Probe;
    private readonly TokenRenewal renewal = access.Renewal;

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<IReadOnlyList<PreflightCheck>> RunAsync(Action<PreflightCheck> report)
    {
        var resolved = true;
        foreach (var url in Urls())
        {
            resolved &= Add(await NameCheck.RunAsync(url, access.Names, cancellation), report);
        }

        var reached = resolved;
        foreach (var url in resolved ? Urls().Where(url => url.Scheme is "https" or "wss") : [])
        {
            reached &= Add(await TlsCheck.RunAsync(url, access.Names, duration, time, cancellation), report);
        }

        if (reached)
        {
            var (health, answer) = await HealthCheck.RunAsync(settings.BaseUrl, access.Names, probe, time, cancellation);
            reached = Add(health, report);
            if (answer is not null)
            {
                Add(ClockCheck.Judge(answer), report);
            }
        }

        if (plan.SignedIn)
        {
            var users = plan.Groups.Where(group => group.SignedIn).Sum(group => group.VirtualUsers);
            var token = await TokenCheck.ExpiryAsync(settings, renewal, duration, reached, time, cancellation);
            if (Add(token, report) && reached)
            {
                Add(await TokenCheck.SignInAsync(settings, renewal, probe, users, time, cancellation), report);
            }
        }

        if (reached && plan.Reads(DoktoriRequests.TestMeeting.Name))
        {
            Add(await MeetingCheck.RunAsync(settings.TestMeetingId, probe, cancellation), report);
        }

        if (plan.WebSocket && resolved)
        {
            Add(await WebSocketCheck.RunAsync(settings, access.Names, renewal, cancellation), report);
        }

        return checks;
    }

    private IEnumerable<Uri> Urls() => new[] { settings.BaseUrl, settings.ChatBase }
        .Concat(plan.WebSocket ? [settings.WebSocket] : [])
        .DistinctBy(url => (url.Scheme is "https" or "wss", url.Authority));

    private bool Add(PreflightCheck check, Action<PreflightCheck> report)
    {
        checks.Add(check);
        report(check);
        return check.Ok;
    }
}
