using System.Net.WebSockets;
using LoadTests.Reports;
using LoadTests.Traffic;
using LoadTests.Traffic.Stomp;

namespace LoadTests.Scenarios.Chat;

/// <summary>
/// One virtual user of the chat: keeps a connection until the planned close and comes back whenever it breaks, at once the
/// first time and every three seconds from then on.
/// </summary>
/// <param name="voice">What it says and hears; null when there is no room to speak in.</param>
internal sealed class ChatMember(VirtualUser user, string? token, ChatVoice? voice, HttpMessageInvoker connector)
{
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private readonly LoadSession session = user.Session;
    private readonly ChatTimes times = ChatTimes.Of(user.Session.Duration);
    private long? brokenAt;

    /// <exception cref="OperationCanceledException">The run is over: it ends in no other way.</exception>
    public async Task LiveAsync()
    {
        try
        {
            await StayAsync();
        }
        catch (Exception failure) when (session.Stopped.IsCancellationRequested && failure is StompException or WebSocketException)
        {
            throw new OperationCanceledException("the run is over", failure, session.Stopped);
        }
    }

    private async Task StayAsync()
    {
        while (session.Elapsed < times.Close)
        {
            var connection = await TryConnectAsync();
            if (connection is null)
            {
                await session.DelayAsync(ChatTimes.RetryWait);
                session.Metrics.Count(ChatMetrics.Reconnections);
                continue;
            }

            await using (connection)
            {
                if (await HoldAsync(connection))
                {
                    break;
                }
            }

            brokenAt = session.Clock.Now;
            session.Metrics.Count(ChatMetrics.Disconnections);
            session.Metrics.Count(ChatMetrics.Reconnections);
        }

        await session.DelayAsync(Timeout.InfiniteTimeSpan);
    }

    private async Task<StompConnection?> TryConnectAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(session.Stopped);
        limit.CancelAfter(ChatTimes.ConnectLimit);
        var started = session.Clock.Now;
        try
        {
            var connection = await StompConnection.OpenAsync(session.Settings.WebSocket, token, connector, session.Clock.Time, limit.Token);
            var ended = session.Clock.Now;
            session.Metrics.Add(ChatMetrics.ConnectSuccess, good: true);
            session.Metrics.Record(ChatMetrics.ConnectLatency, Ms(ended - started));
            if (brokenAt is { } broken)
            {
                session.Metrics.Record(ChatMetrics.ReconnectMs, Ms(ended - broken));
                session.Log.Event($"[연결 {user.Number}] 재연결 {Korean.Seconds(Ms(ended - broken))}초");
                brokenAt = null;
            }

            return connection;
        }
        catch (Exception failure) when (!session.Stopped.IsCancellationRequested && failure is StompException or WebSocketException or OperationCanceledException)
        {
            session.Metrics.Add(ChatMetrics.ConnectSuccess, good: false);
            session.Metrics.Count(ChatMetrics.Errors);
            session.Log.Event($"[연결 {user.Number}] 연결 실패: {Said(failure)}");
            return null;
        }
    }

    /// <returns>True when it ended by plan, false when it broke.</returns>
    private async Task<bool> HoldAsync(StompConnection connection)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(session.Stopped);
        var lasting = new List<Task> { BeatAsync(connection, end.Token) };
        try
        {
            if (voice is not null)
            {
                await voice.JoinAsync(connection, end.Token);
                lasting.Add(voice.SpeakAsync(connection, times, end.Token));
            }

            var hearing = HearAsync(connection, end.Token);
            var closing = ChatTimes.UntilAsync(session, times.Close, end.Token);
            lasting.AddRange(hearing, closing);
            await await Task.WhenAny(hearing, closing);
            if (!closing.IsCompletedSuccessfully)
            {
                session.Log.Event($"[연결 {user.Number}] 서버가 연결을 닫음");
                return false;
            }

            // Whether the peer answers our goodbye or not: this end was planned.
            voice?.Leave(await connection.TrySayGoodbyeAsync() && await EndedAsync(hearing));
            return true;
        }
        catch (Exception failure) when (!session.Stopped.IsCancellationRequested && failure is StompException or WebSocketException)
        {
            session.Metrics.Count(ChatMetrics.Errors);
            session.Log.Event($"[연결 {user.Number}] 연결 끊김: {Said(failure)}");
            return false;
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(lasting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Until the peer closes.</summary>
    private async Task HearAsync(StompConnection connection, CancellationToken cancellation)
    {
        connection.LifeSeen = voice is null ? null : voice.Lives;
        while (await connection.ReceiveAsync(cancellation) is { } frame)
        {
            switch (frame.Command)
            {
                case "MESSAGE":
                    session.Metrics.Count(ChatMetrics.Received);
                    voice?.Hears(frame);
                    break;
                case "RECEIPT":
                    voice?.Confirmed(frame);
                    break;
                case "ERROR":
                    // The server closes after it, by the protocol.
                    session.Metrics.Count(ChatMetrics.Errors);
                    session.Log.Event($"[연결 {user.Number}] ERROR: {frame.Header("message")}");
                    break;
            }
        }
    }

    // A beat that cannot be sent ends nothing by itself: the reader of the same connection finds out why.
    private static async Task BeatAsync(StompConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.BeatAsync(cancellation);
        }
        catch (WebSocketException)
        {
        }
    }

    private async Task<bool> EndedAsync(Task hearing) =>
        await Task.WhenAny(hearing, session.DelayAsync(GoodbyeLimit)) == hearing && hearing.IsCompletedSuccessfully;

    private static double Ms(long microseconds) => microseconds / 1000.0;

    private static string Said(Exception failure) => failure is OperationCanceledException ? $"{ChatTimes.ConnectLimit.TotalSeconds:0} s without CONNECTED" : failure.Message;
}
