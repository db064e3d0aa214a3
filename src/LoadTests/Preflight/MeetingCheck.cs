using System.Globalization;

namespace LoadTests.Preflight;

/// <summary>The meeting that scenarios look at exists.</summary>
internal static class MeetingCheck
{
    private const string Name = "meeting";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<PreflightCheck> RunAsync(long id, Probe probe, CancellationToken cancellation)
    {
        var answer = await probe.SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"meetings/{id}"), Patience, cancellation);
        return answer.Status switch
        {
            200 => PreflightCheck.Good(Name, $"meeting {id} exists"),
            404 => PreflightCheck.Fix(Name, $"there is no meeting {id}: set TEST_MEETING_ID to one that exists (GET /meetings lists some)"),
            0 => PreflightCheck.Down(Name, $"GET /meetings/{id} gave no answer ({answer.Outcome})"),
            _ => PreflightCheck.Down(Name, $"GET /meetings/{id} answered {answer.Status}"),
        };
    }
}
