using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Running;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.Chat;

/// <summary>
/// People chat while the chat server moves: which connections break, how fast are they back, and does every message arrive?
/// Without a room (CHAT_ROOM_ID) connections are only held.
/// </summary>
internal sealed class WebSocketScenario : LoadScenario
{
    private const int Connections = 5;

    private static readonly MetricPlan ChatApiSuccess = Rate("ws_chat_api_success");

    private readonly MessageBook book = new();
    private IReadOnlyList<string> admitted = [];
    private ChatRoom? room;
    private bool measured;

    public WebSocketScenario() => Plan = new ScenarioPlan
    {
        Id = "websocket",
        Purpose = "WebSocket: 전환 시 끊김, 재연결 시간, 메시지 유실 측정",
        Duration = TimeSpan.FromMinutes(15),
        WebSocket = true,
        Groups =
        [
            new GroupPlan("ws_connections", Connections, DoSignedIn(ConnectAsync)),
            new GroupPlan("chat_api", 3,
                Send(ChatRooms.Feeding([Feed.Success(ChatApiSuccess)])),
                Sleep(2)),
        ],
        Metrics = [.. ChatMetrics.All, ChatApiSuccess],
        Thresholds =
        [
            new(ChatMetrics.ConnectSuccess, new("> 0.90")),
            new(ChatApiSuccess, new("> 0.95")),
        ],
    };

    public override ScenarioPlan Plan { get; }

    public override IReadOnlyList<MetricPlan> NotMeasured => measured ? [] : ChatMetrics.OfTheRoom;

    public override async Task PrepareAsync(Scout scout)
    {
        if (scout.Session.Settings.ChatRoomId is not { } id)
        {
            return;
        }

        using var connector = Connector(scout.Session);
        room = new ChatRoom(id, scout.Session.Ledger.RunId);
        admitted = await ChatDoorkeeper.AdmittedAsync(scout, room, connector, wanted: Connections);
    }

    public override void Finish(LoadSession session)
    {
        if (room is null || admitted.Count == 0)
        {
            return;
        }

        var end = session.StartedAt + (long)ChatTimes.Of(session.Duration).StopSpeaking.TotalMicroseconds;
        var tally = book.Judge(Math.Min(end, session.Clock.Now));
        session.Metrics.Count(ChatMetrics.Lost, tally.Lost);
        session.Metrics.Count(ChatMetrics.Duplicated, tally.Duplicated);
        session.Metrics.Count(ChatMetrics.OutOfOrder, tally.OutOfOrder);
        session.Metrics.Count(ChatMetrics.MissedAway, tally.MissedAway);
        session.Metrics.Count(ChatMetrics.Undecided, tally.Undecided);
        if (tally.LongestGapMs is { } gap)
        {
            session.Metrics.Set(ChatMetrics.LongestGapMs, gap);
        }

        measured = true;
    }

    public override IEnumerable<string> Quotes(RunResult result)
    {
        // How long reconnecting took is only known when everybody who broke off came back.
        var broken = result.CountOf(ChatMetrics.Disconnections);
        if (broken > 0 && result.Metric(ChatMetrics.ReconnectMs) is { Max: { } longest, Count: var back } && back == broken && result.Holds(ChatMetrics.ConnectSuccess))
        {
            yield return $"WebSocket 전환 시 {broken}건 끊김, {Korean.Seconds(longest)}초 내 재연결";
        }
    }

    private async Task ConnectAsync(VirtualUser user)
    {
        using var connector = Connector(user.Session);
        var voice = room is null ? null : new ChatVoice(user, room, book);
        var token = admitted.Count == 0 ? user.Token : user.Session.Newest(admitted[user.Number % admitted.Count]);
        await new ChatMember(user, token, voice, connector).LiveAsync();
    }

    // A connection of each member's own, resolved by the run's habit: where a name points is looked up at every reconnection.
    private static HttpMessageInvoker Connector(LoadSession session) => new(new SocketsHttpHandler
    {
        UseProxy = session.Names.AsksTheSystem && !session.Settings.WebSocket.IsLoopback,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectCallback = new Dialer(session.Names, session.Settings.WebSocket.IdnHost).ConnectAsync,
    });
}
