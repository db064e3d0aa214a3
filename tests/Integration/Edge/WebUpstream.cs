using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Integration.Edge;

/// <summary>
/// An application behind the edge. It answers with what it was asked; <c>…/hold</c> waits for <see cref="Release"/>, <c>…/stream</c> sends
/// half its answer and waits, <c>…/break</c> then breaks off, <c>…/ws</c> greets with its name and echoes.
/// </summary>
internal sealed class WebUpstream : IAsyncDisposable
{
    private readonly WebApplication app;
    private int connections;
    private int requests;
    private int webSockets;

    private WebUpstream(string name, int port)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Use(next => async connection =>
            {
                Interlocked.Increment(ref connections);
                await next(connection);
            }));
        });
        app = builder.Build();
        app.UseWebSockets();
        app.Run(AnswerAsync);
    }

    public string Name { get; }

    public IPEndPoint EndPoint { get; private set; } = null!;

    /// <summary>Accepted since the start.</summary>
    public int Connections => Volatile.Read(ref connections);

    public int Requests => Volatile.Read(ref requests);

    public int WebSockets => Volatile.Read(ref webSockets);

    /// <summary>A request has arrived at <c>…/hold</c> or <c>…/stream</c>.</summary>
    public TaskCompletionSource Held { get; private set; } = NewSignal();

    public TaskCompletionSource Release { get; private set; } = NewSignal();

    /// <summary>A held request's client has left.</summary>
    public TaskCompletionSource Aborted { get; } = NewSignal();

    public static async Task<WebUpstream> StartAsync(string name, int port = 0)
    {
        var upstream = new WebUpstream(name, port);
        await upstream.app.StartAsync(TestContext.Current.CancellationToken);
        upstream.EndPoint = new(IPAddress.Loopback, new Uri(upstream.app.Urls.Single()).Port);
        return upstream;
    }

    /// <summary>For the next round of holding.</summary>
    public void Rearm() => (Held, Release) = (NewSignal(), NewSignal());

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref requests);
        if (http.WebSockets.IsWebSocketRequest)
        {
            await EchoAsync(http);
            return;
        }

        switch (http.Request.Path.Value!.Split('/')[^1])
        {
            case "hold":
                await HoldAsync(http);
                await http.Response.WriteAsync(Name);
                break;
            case "stream":
                await http.Response.WriteAsync("first ");
                await http.Response.Body.FlushAsync();
                await HoldAsync(http);
                await http.Response.WriteAsync("second");
                break;
            case "own-id":
                http.Response.Headers["X-Server-Id"] = "itself";
                http.Response.Headers["X-Edge-Id"] = "forged";
                break;
            case "nothing":
                http.Response.StatusCode = 204;
                break;
            case "big":
                http.Response.ContentLength = 30_000_000;
                await SendBigAsync(http.Response.Body);
                break;
            case "break":
                http.Response.ContentLength = 100;
                await http.Response.WriteAsync("half");
                await http.Response.Body.FlushAsync();
                await HoldAsync(http);
                http.Abort();
                break;
            default:
                await DescribeAsync(http);
                break;
        }
    }

    /// <summary>Megabytes that differ from one to the next.</summary>
    public static async Task SendBigAsync(Stream stream)
    {
        var random = new Random(5);
        var block = new byte[1_000_000];
        for (var i = 0; i < 30; i++)
        {
            random.NextBytes(block);
            await stream.WriteAsync(block);
        }
    }

    private async Task HoldAsync(HttpContext http)
    {
        Held.TrySetResult();
        try
        {
            await Release.Task.WaitAsync(http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            Aborted.TrySetResult();
            throw;
        }
    }

    private async Task DescribeAsync(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        var block = new byte[64 * 1024];
        while (await http.Request.Body.ReadAsync(block) is > 0 and var count)
        {
            length += count;
            hash.AppendData(block, 0, count);
        }

        var text = new StringBuilder($"server: {Name}\n{http.Request.Method} {http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}\n");
        foreach (var header in http.Request.Headers)
        {
            text.Append($"{header.Key}: {header.Value}\n");
        }

        text.Append($"body: {length} {Convert.ToHexString(hash.GetHashAndReset())}\n");
        var bytes = Encoding.Latin1.GetBytes(text.ToString());
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes);
    }

    private async Task EchoAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        Interlocked.Increment(ref webSockets);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(Name), WebSocketMessageType.Text, true, http.RequestAborted);
            var block = new byte[64 * 1024];
            while (await socket.ReceiveAsync(block, http.RequestAborted) is { MessageType: not WebSocketMessageType.Close } got)
            {
                if (Encoding.UTF8.GetString(block, 0, got.Count) == "die")
                {
                    http.Abort();
                    return;
                }

                await socket.SendAsync(block.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, http.RequestAborted);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", http.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The client has left without a word.
        }
        finally
        {
            Interlocked.Decrement(ref webSockets);
        }
    }
}
