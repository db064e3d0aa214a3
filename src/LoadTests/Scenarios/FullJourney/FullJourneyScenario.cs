using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;
using static LoadTests.Scenarios.FullJourney.JourneyStep;

namespace LoadTests.Scenarios.FullJourney;

/// <summary>Five kinds of people go about their business while the service moves: who gets through?</summary>
internal sealed class FullJourneyScenario : LoadScenario
{
    private static readonly MetricPlan GuestSuccess = Rate("journey_guest_success");
    private static readonly MetricPlan UserSuccess = Rate("journey_user_success");
    private static readonly MetricPlan CreateSuccess = Rate("journey_join_success");
    private static readonly MetricPlan ChatSuccess = Rate("journey_chat_success");
    private static readonly MetricPlan BookSuccess = Rate("journey_book_success");
    private static readonly JourneyMetrics Shared = new(
        Rate("journey_overall_success"), Trend("journey_total_latency"), Trend("journey_service_latency"), Counter("journey_errors"));

    private static readonly RequestPlan FindBook = Books(size: 5).Within(TimeSpan.FromSeconds(15));

    private readonly BookShelf shelf = new();

    public FullJourneyScenario()
    {
        var guest = new Journey("guest", GuestSuccess, Shared, Ask(Recommendations), Think(1, 2), Ask(Meetings(size: 10)), Think(1, 3), Ask(Search(size: 5)), Think(1, 2), Ask(TestMeeting));
        var user = new Journey("user", UserSuccess, Shared, Ask(Me), Think(1, 2), Ask(MyMeetings), Think(1, 2), Ask(MyMeetingsToday), Think(1, 2), Ask(Notifications), Think(1, 2), Ask(UnreadNotifications));
        var create = new Journey("create", CreateSuccess, Shared, Ask(FindBook, FindAsync), Think(1, 2), Ask(CreateMeeting, CreateAsync));
        var chat = new Journey("chat", ChatSuccess, Shared, Ask(ChatRooms));
        var book = new Journey("book", BookSuccess, Shared, Ask(FindBook));
        Plan = new ScenarioPlan
        {
            Id = "full-journey",
            Purpose = "전체 여정: 5가지 사용자 시나리오 성공률 측정",
            Duration = TimeSpan.FromMinutes(15),
            Groups =
            [
                Group("guest", 8, guest, 2, 5),
                Group("user", 6, user, 3, 6),
                Group("create", 3, create, 5, 10),
                Group("chat", 2, chat, 3, 5),
                Group("book", 1, book, 5, 10),
            ],
            Metrics =
            [
                GuestSuccess, UserSuccess, CreateSuccess, ChatSuccess, BookSuccess,
                Shared.Overall, Shared.TotalLatency, Shared.ServiceLatency, Shared.Errors,
            ],
            Thresholds =
            [
                new(Shared.Overall, new("> 0.95")),
                new(GuestSuccess, new("> 0.99")),
                new(UserSuccess, new("> 0.95")),

                // A guest alone thinks for 3 to 7 s on the way, so with think time the operators' bound could never hold, however fast the service.
                new(Shared.TotalLatency, new("p95 < 3000"))
                {
                    JudgedOn = Shared.ServiceLatency,
                    Why = $"judged by {Shared.ServiceLatency.Name}, without think time: a guest alone thinks for 3 to 7 s",
                },
            ],
        };
    }

    public override ScenarioPlan Plan { get; }

    // Meetings are written under keys of this run, so that its rows can be told from others'.
    public override char? LedgerLetter => 'j';

    public override IEnumerable<string> Quotes(RunResult result)
    {
        MetricPlan[] five = [GuestSuccess, UserSuccess, CreateSuccess, ChatSuccess, BookSuccess];
        if (five.All(kind => result.Metric(kind) is not null) && result.Metric(Shared.Overall) is { Rate: { } rate } && result.Holds(Shared.Overall, GuestSuccess, UserSuccess))
        {
            yield return $"마이그레이션 중 5가지 시나리오 성공률 {Korean.Percent(rate)}%";
        }
    }

    private static GroupPlan Group(string name, int users, Journey journey, double from, double to) =>
        new(name, users, Do(journey.WalkAsync, [.. journey.Requests]), Sleep(from, to));

    private async Task<Answer> FindAsync(VirtualUser user, RequestPlan find)
    {
        var found = await user.SendAsync(find);
        shelf.Fill(found.Body);
        return found;
    }

    private Task<Answer> CreateAsync(VirtualUser user, RequestPlan create) => LedgeredMeetings.PostAsync(user, create, shelf.Pick(user.Random));
}
