using LoadTests.History;

namespace Integration.LoadTests;

/// <summary>The websocket scenario in a room that behaves, and in one that does not.</summary>
public sealed class WebSocketTests
{
    // Well after everybody is there, and well before the end, so that every fate can be told.
    private const int Nth = 25;

    // Five speak ten times a second for nine tenths of it.
    private const string Duration = "7s";

    // Preflight's handshake, and the one that finds out who may chat.
    private const int Before = 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NothingHappens_NothingIsLost(bool receipts)
    {
        var (api, run) = await PlayAsync(_ => ChatFault.None, chat => chat.GivesReceipts = receipts);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal((0, 0, 0, 0), (Value(run, "ws_messages_lost"), Value(run, "ws_messages_duplicated"), Value(run, "ws_messages_out_of_order"), Value(run, "ws_messages_missed_away")));
        Assert.Equal((0, 0, 0), (Value(run, "ws_disconnections"), Value(run, "ws_reconnections"), Value(run, "ws_errors")));
        Assert.Equal(api.Messages, Value(run, "ws_messages_sent") + 1);
        Assert.True(Value(run, "ws_messages_received") >= Value(run, "ws_messages_sent") * 4);
        Assert.InRange(Value(run, "ws_longest_gap_ms"), 1, 5000);
        Assert.Empty(run.Summary.Quotes);
    }

    [Theory]
    [InlineData(ChatFault.SkipOne, "ws_messages_lost", 1)]
    [InlineData(ChatFault.ConfirmAndForget, "ws_messages_lost", 1)]
    [InlineData(ChatFault.Twice, "ws_messages_duplicated", 5)]
    [InlineData(ChatFault.StoredTwice, "ws_messages_duplicated", 1)]
    [InlineData(ChatFault.AfterTheNext, "ws_messages_out_of_order", 5)]
    public async Task OneBadMessage_IsCounted(ChatFault fault, string metric, int count)
    {
        var (_, run) = await PlayAsync(message => message == Nth ? fault : ChatFault.None);

        Assert.True(Value(run, metric) == count, run.Output);
        string[] all = ["ws_messages_lost", "ws_messages_duplicated", "ws_messages_out_of_order", "ws_disconnections"];
        Assert.All(all.Where(other => other != metric), other => Assert.Equal(0, Value(run, other)));
    }

    [Theory]
    [InlineData(ChatFault.CutAll, 5)]
    [InlineData(ChatFault.CloseAll, 5)]
    [InlineData(ChatFault.CutSenderFirst, 1)]
    [InlineData(ChatFault.Error, 1)]
    public async Task BrokenConnections_ComeBackAtOnce_AndNothingIsLost(ChatFault fault, int broken)
    {
        var (api, run) = await PlayAsync(message => message == Nth ? fault : ChatFault.None);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal((broken, broken), (Value(run, "ws_disconnections"), Value(run, "ws_reconnections")));
        Assert.Equal((0, 0), (Value(run, "ws_messages_lost"), Value(run, "ws_messages_duplicated")));
        Assert.Equal(Before + 5 + broken, api.Connections);
        Assert.Equal(broken, run.Summary.Metrics.Single(metric => metric.Name == "ws_reconnect_ms").Count);
        Assert.Contains(run.Summary.Quotes, quote => quote.StartsWith($"WebSocket 전환 시 {broken}건 끊김, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AMessageThatMayNotHaveGotThrough_IsSaidAgain_UnderTheSameId()
    {
        var (api, run) = await PlayAsync(message => message == Nth ? ChatFault.CutSenderFirst : ChatFault.None);

        // It came twice, was taken the second time, and everybody who was there saw it once.
        Assert.Equal(api.Stored, api.Messages - 1);
        Assert.Equal((0, 0), (Value(run, "ws_messages_lost"), Value(run, "ws_messages_duplicated")));
    }

    [Fact]
    public async Task RefusedConnections_AreTriedAgain_AndFailTheRun()
    {
        // The first are the checks before the run; of the five and their second attempts, none gets in.
        var (api, run) = await PlayAsync(_ => ChatFault.None, chat => chat.Refuses = number => number is > Before and <= Before + 10, "12s");

        Assert.Equal(99, run.ExitCode);
        Assert.False(run.Summary.Thresholds.Single(threshold => threshold.Metric == "ws_connect_success").Ok);
        Assert.Equal((10, 10, 0), (Value(run, "ws_errors"), Value(run, "ws_reconnections"), Value(run, "ws_disconnections")));
        Assert.Equal(Before + 15, api.Connections);
    }

    [Fact]
    public async Task ARoomThatTakesNothing_IsNoRun()
    {
        var (_, run) = await PlayAsync(_ => ChatFault.None, chat => chat.IsOpen = false);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nobody may chat in the room", run.Output);
        Assert.Equal(0, run.Summary.Requests);
    }

    [Fact]
    public async Task WithoutARoom_NothingIsSaid_AndLossIsNotMeasured()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "websocket", "3s");

        Assert.Equal(0, await run.ExitCodeAsync(TestContext.Current.CancellationToken));

        Assert.Equal((1 + 5, 0), (api.Chat.Connections, api.Chat.Messages));
        Assert.DoesNotContain(run.Summary().Metrics, metric => metric.Name is "ws_messages_lost" or "ws_longest_gap_ms");
        Assert.Equal(0, run.Summary().Metrics.Single(metric => metric.Name == "ws_disconnections").Value);
    }

    [Fact]
    public async Task AnInterruption_EndsTheConnectionsAtOnce()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.InTheRoom(api, "10m", "--live");
        await run.Running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await Support.Eventually.TrueAsync(() => Task.FromResult(api.Chat.Messages > 10), TestContext.Current.CancellationToken, TimeSpan.FromSeconds(60));

        await run.SignalAsync("INT");

        Assert.Equal(130, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.True(run.Summary().Aborted);
    }

    private static async Task<(FakeChat Chat, Outcome Run)> PlayAsync(Func<int, ChatFault> misbehave, Action<FakeChat>? configure = null, string duration = Duration)
    {
        await using var api = await FakeApi.StartAsync();
        api.Chat.Misbehave = misbehave;
        configure?.Invoke(api.Chat);
        using var run = LoadTestsProcess.InTheRoom(api, duration);
        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);
        return (api.Chat, new Outcome(exitCode, run.Output, run.Summary()));
    }

    private static double Value(Outcome run, string metric) => run.Summary.Metrics.Single(summary => summary.Name == metric).Value!.Value;

    private sealed record Outcome(int ExitCode, string Output, RunSummary Summary);
}
