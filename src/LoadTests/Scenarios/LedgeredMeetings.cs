using LoadTests.Ledger;
using LoadTests.Plans;
using LoadTests.Traffic;

namespace LoadTests.Scenarios;

/// <summary>Posts meetings that the ledger follows.</summary>
internal static class LedgeredMeetings
{
    /// <summary>Notes the key before the request leaves, and the answer when it is there.</summary>
    public static async Task<Answer> PostAsync(VirtualUser user, RequestPlan request, Book book)
    {
        var session = user.Session;
        var key = session.Ledger.NextKey();
        var today = DateOnly.FromDateTime(RunClock.ToTime(session.Clock.Now).UtcDateTime);
        var body = MeetingDraft.Body(LedgerKey.Title(key), book, today);
        var answer = await user.SendAsync(request, body, sending: () => session.Ledger.Sent(key));
        session.Ledger.Answered(key, answer, answer.Ok ? MeetingDraft.IdInAnswer(answer.Body) : null);
        return answer;
    }
}
