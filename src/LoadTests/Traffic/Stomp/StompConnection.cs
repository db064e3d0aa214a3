using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;

namespace LoadTests.Traffic.Stomp;

/// <summary>
/// A STOMP 1.2 session over a WebSocket, with heart-beats both ways and pings.
/// One reader; any number of senders, whose frames go out one after another.
/// </summary>
internal sealed class StompConnection : IAsyncDisposable
{
    private const string SubProtocol = "v12.stomp";
    private const int ReceiveBuffer = 16 * 1024;

    // A heart-beat that is late by more than its own interval and a half is not coming.
    private const double Patience = 2.5;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);
    private static readonly byte[] Beat = [(byte)'\n'];

    private readonly ClientWebSocket socket;
    private readonly TimeProvider time;
    private readonly StompDecoder decoder = new();
    private readonly Queue<StompFrame> received = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly byte[] buffer = new byte[ReceiveBuffer];
    private TimeSpan? sendsEvery;
    private TimeSpan? expectsEvery;

    private StompConnection(ClientWebSocket socket, TimeProvider time)
    {
        this.socket = socket;
        this.time = time;
    }

    /// <summary>Called for everything that arrives, heart-beats included.</summary>
    public Action? LifeSeen { get; set; }

    /// <summary>Connects and signs in.</summary>
    /// <param name="handler">Makes the connection; it stays the caller's.</param>
    /// <exception cref="StompException">The peer refuses, or does not speak STOMP 1.2.</exception>
    /// <exception cref="WebSocketException">There is no WebSocket to be had, or it broke.</exception>
    public static async Task<StompConnection> OpenAsync(Uri url, string? token, HttpMessageInvoker handler, TimeProvider time, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(SubProtocol);
        socket.Options.KeepAliveInterval = Interval;
        socket.Options.KeepAliveTimeout = Interval;
        var connection = new StompConnection(socket, time);
        using var span = RequestTrace.BeginHandshake(url);
        try
        {
            if (span?.Id is { } traceParent)
            {
                socket.Options.SetRequestHeader(RequestTrace.Header, traceParent);
            }

            if (token is not null)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            }

            await socket.ConnectAsync(url, handler, cancellation);
            await connection.SignInAsync(url.Host, token, cancellation);
            return connection;
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public async Task SendAsync(StompFrame frame, CancellationToken cancellation) => await SendAsync(frame.Encode(), cancellation);

    /// <summary>The next frame; null when the peer closed properly.</summary>
    /// <exception cref="StompException">What came is no STOMP, or nothing came for too long.</exception>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public async Task<StompFrame?> ReceiveAsync(CancellationToken cancellation)
    {
        while (received.Count == 0)
        {
            var silenceLimit = expectsEvery * Patience;
            using var silence = silenceLimit is { } longest ? new CancellationTokenSource(longest, time) : new CancellationTokenSource();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
            try
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), either.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                LifeSeen?.Invoke();
                foreach (var frame in decoder.Take(buffer.AsSpan(0, part.Count)))
                {
                    received.Enqueue(frame);
                }
            }
            catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw new StompException(string.Create(CultureInfo.InvariantCulture, $"nothing arrived for {silenceLimit!.Value.TotalSeconds:0.#} s, not even a heart-beat"));
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "a ping was not answered");
            }
        }

        return received.Dequeue();
    }

    /// <summary>Sends heart-beats as agreed; ends only with the connection or by cancellation.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(sendsEvery ?? Timeout.InfiniteTimeSpan, time, cancellation);
            await SendAsync(Beat, cancellation);
        }
    }

    /// <summary>Says that nothing more will be sent. What the peer still has to say can be read, to its own close.</summary>
    /// <returns>Whether it could be said.</returns>
    public async Task<bool> TrySayGoodbyeAsync()
    {
        using var limit = new CancellationTokenSource(CloseLimit, time);
        try
        {
            await SendAsync(StompFrame.Of("DISCONNECT", ""), limit.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        sending.Dispose();
        return default;
    }

    private async Task SignInAsync(string host, string? token, CancellationToken cancellation)
    {
        List<(string, string)> headers = [("accept-version", "1.2"), ("host", host), ("heart-beat", "10000,10000")];
        if (token is not null)
        {
            headers.Add(("Authorization", $"Bearer {token}"));
        }

        await SendAsync(StompFrame.Of("CONNECT", "", headers), cancellation);
        var answer = await ReceiveAsync(cancellation) ?? throw new StompException($"closed by the server before CONNECTED ({socket.CloseStatus})");
        if (answer.Command != "CONNECTED")
        {
            throw new StompException($"the server answered {answer.Command} to CONNECT: {answer.Header("message")}");
        }

        var (serverSends, serverWants) = HeartBeat(answer.Header("heart-beat") ?? "0,0");
        sendsEvery = Agreed(serverWants);
        expectsEvery = Agreed(serverSends);
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "the connection was given up while sending");
        }
        finally
        {
            sending.Release();
        }
    }

    // The slower of the two wishes; none when the server has none.
    private static TimeSpan? Agreed(int serverMs) => serverMs == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(serverMs, Interval.TotalMilliseconds));

    private static (int Sends, int Wants) HeartBeat(string header)
    {
        var parts = header.Split(',');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sends)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var wants)
            ? (sends, wants)
            : throw new StompException("the server's heart-beat header is not two numbers");
    }
}
