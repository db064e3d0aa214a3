using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Integration.Chat;

/// <summary>A client that reads all the time, sorts what it gets, and remembers how the server closed.</summary>
internal sealed class StompClient : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<ReceivedFrame> _messages = Channel.CreateUnbounded<ReceivedFrame>();
    private readonly Channel<ReceivedFrame> _others = Channel.CreateUnbounded<ReceivedFrame>();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;
    private int _receipts;
    private int _heartBeats;

    /// <summary>Completes with the server's close code; 0 when the connection broke.</summary>
    public Task<int> Closed { get; private set; } = Task.FromResult(0);

    public int HeartBeats => Volatile.Read(ref _heartBeats);

    public string? Subprotocol => _socket.SubProtocol;

    public static async Task<StompClient> OpenAsync(Uri address, Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new StompClient();
        configure?.Invoke(client._socket.Options);
        await client._socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        var closed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Closed = closed.Task;
        client._reading = client.ReadAsync(closed);
        return client;
    }

    public async Task<ReceivedFrame> ConnectAsync(string token, string heartBeat = "0,0")
    {
        await SendRawAsync($"CONNECT\naccept-version:1.2\nhost:doktori.test\nheart-beat:{heartBeat}\nAuthorization:Bearer {token}\n\n\0");
        var connected = await OtherAsync();
        Assert.Equal("CONNECTED", connected.Command);
        return connected;
    }

    /// <summary>Returns when the server has it: what is stored from now on arrives.</summary>
    public Task SubscribeAsync(long room) => AskAsync($"SUBSCRIBE\nid:sub-{room}\ndestination:/topic/chat-rooms/{room}\n");

    /// <summary>Returns when it is stored.</summary>
    public Task SayAsync(long room, string id, string text) => AskAsync(Send(room), Body(id, text));

    /// <summary>Does not wait for anything.</summary>
    public Task SayWithoutReceiptAsync(long room, string id, string text) => SendRawAsync($"{Send(room)}\n{Body(id, text)}\0");

    /// <returns>The receipt to wait for.</returns>
    public async Task<string> SayWithReceiptAsync(long room, string id, string text)
    {
        var receipt = $"r-{Interlocked.Increment(ref _receipts).ToString(CultureInfo.InvariantCulture)}";
        await SendRawAsync($"{Send(room)}receipt:{receipt}\n\n{Body(id, text)}\0");
        return receipt;
    }

    /// <summary>Sends a frame, of which only the head is given, with a receipt, and waits for that.</summary>
    public async Task AskAsync(string head, string body = "")
    {
        var receipt = $"r-{Interlocked.Increment(ref _receipts).ToString(CultureInfo.InvariantCulture)}";
        await SendRawAsync($"{head}receipt:{receipt}\n\n{body}\0");
        var answer = await OtherAsync();
        Assert.Equal(("RECEIPT", receipt), (answer.Command, answer.Headers["receipt-id"]));
    }

    public Task SendRawAsync(string text) => SendRawAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendRawAsync(byte[] bytes, WebSocketMessageType type, bool endOfMessage = true) =>
        _socket.SendAsync(bytes, type, endOfMessage, TestContext.Current.CancellationToken);

    /// <summary>The next MESSAGE.</summary>
    public Task<ReceivedFrame> MessageAsync() => _messages.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);

    public async Task<List<ReceivedFrame>> MessagesAsync(int count)
    {
        var frames = new List<ReceivedFrame>(count);
        while (frames.Count < count)
        {
            frames.Add(await MessageAsync());
        }

        return frames;
    }

    /// <summary>MESSAGEs that have arrived and were not asked for.</summary>
    public List<ReceivedFrame> Remaining()
    {
        var frames = new List<ReceivedFrame>();
        while (_messages.Reader.TryRead(out var frame))
        {
            frames.Add(frame);
        }

        return frames;
    }

    /// <summary>The next frame that is no MESSAGE.</summary>
    public Task<ReceivedFrame> OtherAsync() => _others.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);

    /// <summary>The next frame that is no MESSAGE, or <c>null</c> if the connection ends or the time is over first.</summary>
    public async Task<ReceivedFrame?> OtherWithinAsync(TimeSpan time)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        either.CancelAfter(time);
        try
        {
            return await _others.Reader.ReadAsync(either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    public Task<int> ClosedAsync() => Closed.WaitAsync(_patience, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }

    public static string Body(string id, string text) =>
        JsonSerializer.Serialize(new { clientMessageId = id, messageType = "TEXT", textMessage = text });

    private static string Send(long room) => $"SEND\ndestination:/app/chat-rooms/{room}/messages\ncontent-type:application/json\n";

    private async Task ReadAsync(TaskCompletionSource<int> closed)
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token) is { MessageType: not WebSocketMessageType.Close } received)
            {
                length += received.Count;
                if (received.EndOfMessage)
                {
                    Take(Encoding.UTF8.GetString(buffer, 0, length));
                    length = 0;
                }
            }

            closed.TrySetResult((int)_socket.CloseStatus!.Value);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", _stop.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            closed.TrySetResult(0);
        }

        _messages.Writer.TryComplete();
        _others.Writer.TryComplete();
    }

    private void Take(string text)
    {
        if (text == "\n")
        {
            Interlocked.Increment(ref _heartBeats);
            return;
        }

        var frame = ReceivedFrame.Parse(text);
        Assert.True((frame.Command == "MESSAGE" ? _messages : _others).Writer.TryWrite(frame));
    }
}
