using System.Net.WebSockets;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Tests.Stomp;

public sealed class StompConnectionTests
{
    [Fact]
    public async Task Silence_IsFollowedByAnError_AndAClose()
    {
        using var fixture = new ConnectionFixture();
        await fixture.ConnectAsync();

        // The server's own heart-beats are taken on the way: one that is still under way when the clock has moved on would count as a slow client.
        for (var second = 1; second <= 29; second++)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            if (second % 5 == 0)
            {
                Assert.Equal("\n", await fixture.ReceiveAsync());
            }
        }

        Assert.False(fixture.Over.IsCompleted);
        Assert.Equal(SessionEnd.Lost, fixture.Connection.End);
        fixture.Time.Advance(TimeSpan.FromSeconds(2));

        string text;
        do
        {
            text = await fixture.ReceiveAsync();
        }
        while (text == "\n");
        Assert.Contains("Heart-beats are missing.", text, StringComparison.Ordinal);
        Assert.Equal("close 1008", await fixture.ReceiveAsync());
        Assert.Equal(SessionEnd.Silent, await fixture.EndAsync());
    }

    [Fact]
    public async Task HeartBeats_AreSentWithinTheAgreedTime_AndHeard()
    {
        using var fixture = new ConnectionFixture();
        await fixture.ConnectAsync();

        for (var beat = 0; beat < 12; beat++)
        {
            for (var second = 0; second < 5; second++)
            {
                fixture.Time.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.Equal("\n", await fixture.ReceiveAsync());
            await fixture.SendAsync("\nSEND\n\n\0");
            await HandledAsync(fixture);
        }

        Assert.Equal(SessionEnd.ClosedByClient, await fixture.EndAsync());
    }

    [Fact]
    public async Task NoConnectInTime_IsAnError()
    {
        using var fixture = new ConnectionFixture();

        for (var second = 0; second < 10; second++)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains("CONNECT did not come in time.", await fixture.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal("close 1008", await fixture.ReceiveAsync());
        Assert.Equal(SessionEnd.Silent, await fixture.EndAsync());
    }

    [Fact]
    public async Task ClientThatDoesNotRead_IsCut_WhenItsQueueIsFull()
    {
        using var fixture = new ConnectionFixture(sendBufferBytes: 50_000);
        await fixture.ConnectAsync();

        // What the connection itself takes, one frame beyond its buffer, and 50,000 bytes in the queue.
        var frame = new StompFrame(StompCommands.Message) with { Body = new byte[10_000] };
        for (var i = 0; i < 30; i++)
        {
            fixture.Connection.Send(frame);
        }

        await fixture.Over.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(SessionEnd.Slow, fixture.Connection.End);
    }

    [Fact]
    public async Task SendingToASessionThatIsOver_IsNothing()
    {
        using var fixture = new ConnectionFixture(sendBufferBytes: 50_000);
        await fixture.ConnectAsync();
        Assert.Equal(SessionEnd.ClosedByClient, await fixture.EndAsync());
        var aborts = fixture.Aborts;

        for (var i = 0; i < 30; i++)
        {
            fixture.Connection.Send(new StompFrame(StompCommands.Message) with { Body = new byte[10_000] });
        }

        Assert.Equal((0, SessionEnd.ClosedByClient), (fixture.Aborts - aborts, fixture.Connection.End));
    }

    [Fact]
    public async Task ClientThatDoesNotRead_IsCut_WhenAFrameTakesTooLong()
    {
        using var fixture = new ConnectionFixture(sendBufferBytes: 1_000_000);
        await fixture.ConnectAsync();
        fixture.Connection.Send(new StompFrame(StompCommands.Message) with { Body = new byte[200_000] });

        // The send may not have begun at the first of them: its time is counted from its beginning.
        await Support.Eventually.TrueAsync(
            () =>
            {
                fixture.Time.Advance(TimeSpan.FromSeconds(1));
                return fixture.Over.IsCompleted;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(SessionEnd.Slow, fixture.Connection.End);
    }

    [Fact]
    public async Task TooManyFrames_AreAnError_AndTheRestIsNotHandled()
    {
        using var fixture = new ConnectionFixture(framesPerSecond: 5);
        await fixture.ConnectAsync();
        var handled = 0;
        fixture.OnFrame = _ =>
        {
            handled++;
            return Task.FromResult<StompProblem?>(null);
        };

        await fixture.SendAsync(string.Concat(Enumerable.Repeat("SEND\n\n\0", 50)));

        Assert.Contains("More than 5 frames a second", await fixture.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal("close 1008", await fixture.ReceiveAsync());
        Assert.Equal(SessionEnd.Refused, await fixture.EndAsync());
        Assert.Equal(7, handled);
    }

    [Theory]
    [InlineData("NONSENSE\n\n\0", "close 1002", SessionEnd.Malformed)]
    [InlineData("SEND\ncontent-length:100000\n\n", "close 1009", SessionEnd.TooLarge)]
    public async Task Fault_IsAnError_WithACloseCodeOfItsOwn(string sent, string closed, object end)
    {
        using var fixture = new ConnectionFixture();
        await fixture.ConnectAsync();

        await fixture.SendAsync(sent);

        Assert.StartsWith("ERROR\nmessage:", await fixture.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(closed, await fixture.ReceiveAsync());
        Assert.Equal(end, await fixture.EndAsync());
    }

    [Fact]
    public async Task Fault_NamesTheReceipt_OfItsFrame()
    {
        using var fixture = new ConnectionFixture();
        await fixture.ConnectAsync();
        fixture.OnFrame = _ => Task.FromResult<StompProblem?>(StompProblem.Malformed("no"));

        await fixture.SendAsync("SEND\nreceipt:r-1\n\n\0");

        Assert.Contains("\nreceipt-id:r-1\n", await fixture.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientThatNeverAnswersTheClose_IsLetGo()
    {
        using var fixture = new ConnectionFixture();
        await fixture.ConnectAsync();

        fixture.Connection.Close(SessionEnd.Disconnected, WebSocketCloseStatus.NormalClosure, "");
        Assert.Equal("close 1000", await fixture.ReceiveAsync());
        Assert.False(fixture.Over.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        fixture.Time.Advance(TimeSpan.FromSeconds(2));

        await fixture.Over.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(SessionEnd.Disconnected, fixture.Connection.End);
    }

    [Fact]
    public async Task Stop_LetsTheFrameInWorkFinish_AndItsReceiptOut()
    {
        using var fixture = new ConnectionFixture();
        await fixture.ConnectAsync();
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.OnFrame = async frame =>
        {
            began.TrySetResult();
            await mayEnd.Task;
            fixture.Connection.Send(new StompFrame(StompCommands.Receipt, ("receipt-id", frame["receipt"]!)));
            return null;
        };
        await fixture.SendAsync("SEND\nreceipt:1\n\n\0SEND\nreceipt:2\n\n\0");
        await began.Task;

        var quiet = fixture.Connection.QuietAsync();
        Assert.False(quiet.IsCompleted);
        mayEnd.SetResult();
        await quiet;
        fixture.Connection.Close(SessionEnd.Stopping, WebSocketCloseStatus.EndpointUnavailable, "");

        var last = await fixture.ReceiveAsync();
        Assert.Contains("receipt-id:1\n", last, StringComparison.Ordinal);
        Assert.Equal("close 1001", await fixture.ReceiveAsync());
        Assert.Equal(SessionEnd.Stopping, await fixture.EndAsync());
    }

    // The client's frame has been read: from here on its silence is counted anew.
    private static async Task HandledAsync(ConnectionFixture fixture)
    {
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.OnFrame = _ =>
        {
            handled.TrySetResult();
            return Task.FromResult<StompProblem?>(null);
        };
        await fixture.SendAsync("SEND\n\n\0");
        await handled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
