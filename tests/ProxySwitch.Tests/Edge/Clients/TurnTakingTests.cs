using System.IO.Pipelines;
using ProxySwitch.Edge.Clients;

namespace ProxySwitch.Tests.Edge.Clients;

public sealed class TurnTakingTests : IDisposable
{
    private readonly Pipe fromClient = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Pipe toClient = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Bystander bystander = new();
    private readonly SynchronizationContext? former = SynchronizationContext.Current;
    private readonly TurnTaking connection;

    public TurnTakingTests()
    {
        connection = new(new Ends(fromClient.Reader, toClient.Writer));
        SynchronizationContext.SetSynchronizationContext(bystander);
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(former);

    [Fact]
    public void ALongAnswer_GivesWay_OncePerTurn()
    {
        Send(TurnTaking.Turn - 1);
        Assert.Equal(0, bystander.Turns);

        Send(1);
        Assert.Equal(1, bystander.Turns);

        Send(TurnTaking.Turn - 1);
        Assert.Equal(1, bystander.Turns);

        Send(1);
        Assert.Equal(2, bystander.Turns);
    }

    [Fact]
    public void ALongRequest_GivesWay_OncePerTurn()
    {
        for (var read = 1; read <= 2 * TurnTaking.Reads; read++)
        {
            Receive();
            Assert.Equal(read / TurnTaking.Reads, bystander.Turns);
        }
    }

    [Fact]
    public void AClientThatIsWaitedFor_HasGivenWayAlready()
    {
        var full = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1, useSynchronizationContext: false));
        var slow = new TurnTaking(new Ends(fromClient.Reader, full.Writer));
        slow.Output.GetSpan((int)TurnTaking.Turn);
        slow.Output.Advance((int)TurnTaking.Turn);

        var flush = slow.Output.FlushAsync(TestContext.Current.CancellationToken).AsTask();

        Assert.False(flush.IsCompleted);
        Assert.Equal(0, bystander.Turns);
    }

    [Fact]
    public async Task EverythingGetsThrough_InOrder()
    {
        var bytes = new byte[5 * TurnTaking.Turn];
        new Random(1).NextBytes(bytes);
        var received = new MemoryStream();
        var reading = toClient.Reader.CopyToAsync(received, TestContext.Current.CancellationToken);

        for (var at = 0; at < bytes.Length; at += 10_000)
        {
            await connection.Output.WriteAsync(bytes.AsMemory(at, Math.Min(10_000, bytes.Length - at)), TestContext.Current.CancellationToken);
        }

        await connection.Output.CompleteAsync();
        await reading;
        Assert.Equal(bytes, received.ToArray());
    }

    private void Send(long bytes)
    {
        connection.Output.GetSpan((int)bytes);
        connection.Output.Advance((int)bytes);
        Assert.True(connection.Output.FlushAsync(TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully);
    }

    private void Receive()
    {
        fromClient.Writer.GetSpan(1);
        fromClient.Writer.Advance(1);
        Assert.True(fromClient.Writer.FlushAsync(TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully);
        var read = connection.Input.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.True(read.IsCompletedSuccessfully);
        connection.Input.AdvanceTo(read.GetAwaiter().GetResult().Buffer.End);
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Whoever is next in the queue: is asked once per turn that is given up, and goes at once.</summary>
    private sealed class Bystander : SynchronizationContext
    {
        public int Turns { get; private set; }

        public override void Post(SendOrPostCallback callback, object? state)
        {
            Turns++;
            callback(state);
        }
    }
}
