using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Integration.LoadTests;

/// <summary>A chat room in memory, over STOMP as the contract has it, misbehaving on demand. Its parser is its own: it shares no code with the client.</summary>
internal sealed class FakeChat : IDisposable
{
    public const int Room = 7;

    private readonly ConcurrentDictionary<int, Member> members = new();
    private readonly ConcurrentDictionary<string, int> stored = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Sender, string Body)> keptBack = new();
    private readonly SemaphoreSlim order = new(1, 1);
    private int connections;
    private int messages;
    private int storedLast;

    /// <summary>Decides by the number of the message in the run (from 1); the first ones may be those of the check before the run.</summary>
    public Func<int, ChatFault> Misbehave { get; set; } = _ => ChatFault.None;

    /// <summary>Whether the nth connection (from 1) is refused with 503.</summary>
    public Func<int, bool> Refuses { get; set; } = _ => false;

    /// <summary>Whether receipts are given, as Spring's simple broker does not.</summary>
    public bool GivesReceipts { get; set; } = true;

    /// <summary>Whether messages are taken at all.</summary>
    public bool IsOpen { get; set; } = true;

    public int Connections => Volatile.Read(ref connections);
    public int Messages => Volatile.Read(ref messages);

    /// <summary>Messages by client id.</summary>
    public int Stored => stored.Count;

    public void Dispose() => order.Dispose();

    public async Task ServeAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref connections);
        if (Refuses(number) || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault());
        using var member = new Member(number, socket, context);
        try
        {
            await ListenAsync(member);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            // The client, or a fault, ended it.
        }
        finally
        {
            members.TryRemove(number, out _);
        }
    }

    private async Task ListenAsync(Member member)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await member.Socket.ReceiveAsync(buffer, CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await member.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return;
            }

            var text = Encoding.UTF8.GetString(buffer, 0, part.Count);
            if (text.Trim('\n').Length > 0)
            {
                await TakeAsync(member, text);
            }
        }
    }

    private async Task TakeAsync(Member member, string frame)
    {
        Assert.EndsWith("\0", frame);
        var halves = frame.TrimEnd('\0').Split("\n\n", 2);
        var lines = halves[0].Split('\n');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        switch (lines[0])
        {
            case "CONNECT":
                var good = headers["Authorization"].StartsWith("Bearer ", StringComparison.Ordinal) && headers["accept-version"] == "1.2" && headers["heart-beat"] == "10000,10000";
                await member.SendAsync(good ? "CONNECTED\nversion:1.2\nheart-beat:10000,10000\n\n\0" : "ERROR\nmessage:AUTH_UNAUTHORIZED\n\nAUTH_UNAUTHORIZED\0");
                break;
            case "SUBSCRIBE":
                Assert.Equal($"/topic/chat-rooms/{Room}", headers["destination"]);
                members[member.Number] = member;
                await ReceiptAsync(member, headers);
                break;
            case "SEND":
                Assert.Equal($"/app/chat-rooms/{Room}/messages", headers["destination"]);
                await SayAsync(member, headers, halves[1]);
                break;
        }
    }

    private async Task SayAsync(Member member, Dictionary<string, string> headers, string body)
    {
        using var said = JsonDocument.Parse(body);
        var clientId = said.RootElement.GetProperty("clientMessageId").GetString()!;
        Assert.InRange(clientId.Length, 1, 50);
        if (!IsOpen)
        {
            return;
        }

        await order.WaitAsync();
        try
        {
            var fault = Misbehave(Interlocked.Increment(ref messages));
            if (fault == ChatFault.CutSenderFirst)
            {
                member.Cut();
                return;
            }

            if (fault == ChatFault.Error)
            {
                await member.SendAsync("ERROR\nmessage:no\n\n\0");
                await member.Socket.CloseOutputAsync(WebSocketCloseStatus.ProtocolError, null, CancellationToken.None);
                return;
            }

            var isNew = !stored.TryGetValue(clientId, out var id);
            id = isNew ? ++storedLast : id;
            stored[clientId] = id;
            await ReceiptAsync(member, headers);
            var text = said.RootElement.GetProperty("textMessage").GetString();
            await BroadcastAsync(member, fault, clientId, id, text!);
        }
        finally
        {
            order.Release();
        }
    }

    private async Task BroadcastAsync(Member sender, ChatFault fault, string clientId, int id, string text)
    {
        var who = clientId[..clientId.LastIndexOf('-')];
        var body = Body(id, text);
        switch (fault)
        {
            case ChatFault.ConfirmAndForget:
                return;
            case ChatFault.AfterTheNext:
                keptBack.Enqueue((who, body));
                return;
            case ChatFault.SkipOne:
                var skipped = members.Keys.Order().First(number => number != sender.Number);
                await ToAllAsync(body, member => member.Number != skipped);
                return;
        }

        await ToAllAsync(body);
        if (fault is ChatFault.Twice or ChatFault.StoredTwice)
        {
            await ToAllAsync(fault == ChatFault.Twice ? body : Body(++storedLast, text));
        }

        if (keptBack.TryPeek(out var kept) && kept.Sender == who && keptBack.TryDequeue(out _))
        {
            await ToAllAsync(kept.Body);
        }

        foreach (var member in members.Values.Where(_ => fault is ChatFault.CutAll or ChatFault.CloseAll))
        {
            await (fault == ChatFault.CutAll ? member.CutAsync() : member.Socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, CancellationToken.None));
        }
    }

    private async Task ToAllAsync(string body, Func<Member, bool>? gets = null)
    {
        foreach (var member in members.Values.Where(member => gets?.Invoke(member) ?? true))
        {
            try
            {
                await member.SendAsync($"MESSAGE\nsubscription:sub-0\nmessage-id:x\ndestination:/topic/chat-rooms/{Room}\ncontent-type:application/json\n\n{body}\0");
            }
            catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // It has gone; its own loop takes it off the list.
            }
        }
    }

    private async Task ReceiptAsync(Member member, Dictionary<string, string> headers)
    {
        if (GivesReceipts && headers.TryGetValue("receipt", out var receipt))
        {
            await member.SendAsync($"RECEIPT\nreceipt-id:{receipt}\n\n\0");
        }
    }

    private static string Body(int id, string text) =>
        JsonSerializer.Serialize(new { messageId = id, senderId = 1, senderNickname = "a", messageType = "TEXT", textMessage = text, filePath = (string?)null, createdAt = (string?)null });

    private sealed class Member(int number, WebSocket socket, HttpContext context) : IDisposable
    {
        private readonly SemaphoreSlim sending = new(1, 1);

        public int Number => number;
        public WebSocket Socket => socket;

        public void Dispose() => sending.Dispose();

        public async Task SendAsync(string text)
        {
            await sending.WaitAsync();
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            finally
            {
                sending.Release();
            }
        }

        public void Cut() => context.Abort();

        public Task CutAsync()
        {
            Cut();
            return Task.CompletedTask;
        }
    }
}
