using Microsoft.Extensions.Time.Testing;
using ProxySwitch.Edge.Clients;
using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Tests.Edge.Clients;

public sealed class ClientConnectionTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMinutes(1);
    private static readonly EdgeTable Table = new(new("a", "a"), [new("a", new("127.0.0.1", 1))]);

    private readonly FakeTimeProvider clock = new();
    private readonly FakeTransport transport = new();
    private readonly EdgeGeneration old = NewGeneration(1);
    private readonly EdgeGeneration young = NewGeneration(2);
    private readonly ClientConnection connection;

    public ClientConnectionTests() => connection = new(transport, old, clock);

    public void Dispose() => connection.Dispose();

    [Fact]
    public void OfTheGenerationInForce_IsLeftAlone()
    {
        clock.Advance(TimeSpan.FromHours(1));

        Assert.False(connection.Sweep(old, Grace, ShutdownTimeout));
        Assert.Empty(transport.Calls);
    }

    [Fact]
    public void Idle_IsClosedOnce_WhenTheGraceAfterTheReloadIsOver()
    {
        clock.Advance(TimeSpan.FromHours(1)); // idle long before the reload does not count
        Reload();
        clock.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.False(Sweep());

        clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(Sweep());
        Assert.False(Sweep());
        Assert.Equal(["close"], transport.Calls);
    }

    [Fact]
    public void ARequestAfterTheReload_StartsTheGraceAnew()
    {
        Reload();
        clock.Advance(Grace / 2);
        connection.RequestBegan();
        connection.RequestEnded();
        clock.Advance(Grace / 2);
        Assert.False(Sweep());

        clock.Advance(Grace / 2);

        Assert.True(Sweep());
    }

    [Fact]
    public void WithBytesOnTheirWayIn_IsNotClosed()
    {
        Reload();
        clock.Advance(Grace);
        transport.HasUnreadBytes = true;
        Assert.False(Sweep());

        transport.HasUnreadBytes = false;

        Assert.True(Sweep());
    }

    [Fact]
    public void Busy_IsLeftAlone_UntilTheShutdownTimeout_ThenAborted()
    {
        connection.RequestBegan();
        Reload();
        clock.Advance(ShutdownTimeout - TimeSpan.FromTicks(1));
        Assert.False(Sweep());

        clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(Sweep());
        Assert.Equal(["abort"], transport.Calls);
    }

    [Fact]
    public void Busy_WithoutAShutdownTimeout_IsNeverCut()
    {
        connection.RequestBegan();
        Reload();
        clock.Advance(TimeSpan.FromDays(30));

        Assert.False(connection.Sweep(young, Grace, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task AWebSocket_IsCutPolitely()
    {
        using var cut = new CancellationTokenSource();
        var told = new TaskCompletionSource();
        cut.Token.Register(told.SetResult);
        connection.RequestBegan();
        connection.BecameWebSocket(old, cut);
        Reload();
        clock.Advance(ShutdownTimeout);

        Assert.True(Sweep());

        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(transport.Calls);
    }

    [Fact]
    public void AWebSocket_BelongsToTheGenerationInWhichItBegan()
    {
        Reload();
        using var cut = new CancellationTokenSource();
        connection.RequestBegan();
        connection.BecameWebSocket(young, cut);
        clock.Advance(ShutdownTimeout);

        Assert.False(Sweep());
        Assert.Equal((0, 1), (old.Connections, young.Connections));
    }

    [Fact]
    public void IsCountedWithItsGeneration()
    {
        var count = old.Connections;
        connection.Dispose();

        Assert.Equal((1, 0), (count, old.Connections));
        old.ConnectionOpened(); // for this test's own clean-up
    }

    [Fact]
    public void ATable_SweepsAll()
    {
        var table = new ConnectionTable();
        table.Add(connection);
        Reload();
        clock.Advance(Grace);

        Assert.Equal(1, table.Sweep(young, Grace, ShutdownTimeout));
        Assert.Equal((0, 1), (table.CutWebSockets(), table.Count));
    }

    private void Reload() => old.Retire(clock.GetTimestamp());

    private bool Sweep() => connection.Sweep(young, Grace, ShutdownTimeout);

    private static EdgeGeneration NewGeneration(int number)
    {
        var target = new Target(new(Table.Upstreams[0], []), new(new SocketsHttpHandler()), new("a"));
        return new(number, Table, default, target, target);
    }
}
