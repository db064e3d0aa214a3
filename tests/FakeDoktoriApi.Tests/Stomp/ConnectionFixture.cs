using System.Net.WebSockets;
using System.Text;
using FakeDoktoriApi.Stomp;
using Microsoft.Extensions.Time.Testing;

namespace FakeDoktoriApi.Tests.Stomp;

/// <summary>A connection whose clock the test moves, and its client; the handler establishes the session on CONNECT and else does what the test says.</summary>
internal sealed class ConnectionFixture : IStompHandler, IDisposable
{
    private readonly DuplexStream _serverStream;
    private readonly DuplexStream _clientStream;
    private readonly WebSocket _serverSocket;

    public ConnectionFixture(int sendBufferBytes = 100_000, int framesPerSecond = 100)
    {
        (_serverStream, _clientStream) = DuplexStream.CreatePair();
        _serverSocket = WebSocket.CreateFromStream(_serverStream, isServer: true, null, Timeout.InfiniteTimeSpan);
        Client = WebSocket.CreateFromStream(_clientStream, isServer: false, null, Timeout.InfiniteTimeSpan);
        Connection = new(_serverSocket, Abort, new(Decoding.Limits, new(10_000, 10_000), 3, TimeSpan.FromSeconds(10), framesPerSecond, sendBufferBytes, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2)), Time);
        Over = Connection.RunAsync(this);
    }

    public FakeTimeProvider Time { get; } = new();

    public WebSocket Client { get; }

    public StompConnection Connection { get; }

    public Task Over { get; }

    public int Aborts { get; private set; }

    public Func<StompFrame, Task<StompProblem?>> OnFrame { get; set; } = _ => Task.FromResult<StompProblem?>(null);

    public async ValueTask<StompProblem?> HandleAsync(StompFrame frame)
    {
        if (frame.Command != StompCommands.Connect)
        {
            return await OnFrame(frame);
        }

        Connection.Established(StompVersion.V12, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        Connection.Send(new StompFrame(StompCommands.Connected));
        return null;
    }

    public async Task ConnectAsync()
    {
        await SendAsync("CONNECT\n\n\0");
        Assert.StartsWith("CONNECTED\n", await ReceiveAsync(), StringComparison.Ordinal);
    }

    public Task SendAsync(string text) =>
        Client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>The next message as text, or <c>close CODE</c>.</summary>
    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var received = await Client.ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return received.MessageType == WebSocketMessageType.Close ? $"close {(int)received.CloseStatus!.Value}" : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    /// <summary>Ends the client's side too, and waits for the end of the connection.</summary>
    public async Task<SessionEnd> EndAsync()
    {
        await Client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        await Over.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return Connection.End;
    }

    public void Dispose()
    {
        Client.Dispose();
        _serverSocket.Dispose();
        _serverStream.Dispose();
        _clientStream.Dispose();
    }

    private void Abort()
    {
        Aborts++;
        _serverStream.Dispose();
    }
}
