using System.Net;
using System.Net.Sockets;
using FakeDoktoriApi.Pool;
using MySqlConnector;

namespace Integration.FakeDoktoriApi;

/// <summary>A peer that neither answers nor closes: what a frozen proxy or a dropped route looks like to the pool.</summary>
[Collection(nameof(FailureServer))]
public sealed class SilentPeerTests(ApiServer server)
{
    [Fact]
    public async Task CostsTheConnectionTimeout_ThenNothing_OnceTheWayIsOpenAgain()
    {
        using var way = new FreezableWay(server.Server.Port);
        var through = new MySqlConnectionStringBuilder(server.Application) { Server = "127.0.0.1", Port = (uint)way.Port }.ConnectionString;
        await using var api = await ApiInstance.StartAsync(through, ("Hikari:MaximumPoolSize", "2"), ("Hikari:MinimumIdle", "2"), ("Hikari:ConnectionTimeoutMs", "1000"));
        Assert.Equal(200, (await api.GetAsync("/meetings?size=1")).Status);
        await Support.Eventually.TrueAsync(
            async () => (await api.GetRootedAsync("/actuator/health/readiness")).Status == 200, TestContext.Current.CancellationToken);

        way.Frozen = true;
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(500, (await api.GetAsync("/meetings?size=1")).Status);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.9, 4);

        // A connection that was being opened on the frozen way may still hold the pool up for its own time-out.
        way.Frozen = false;
        await Support.Eventually.TrueAsync(async () => (await api.GetAsync("/meetings?size=1")).Status == 200, TestContext.Current.CancellationToken);
        Assert.Equal(new PoolSnapshot(0, 0, 0, 0) with { Total = api.Pool.Snapshot().Total, Idle = api.Pool.Snapshot().Total }, api.Pool.Snapshot());
    }

    /// <summary>Forwards bytes until frozen; from then on established connections are stuck for good, and new ones wait.</summary>
    private sealed class FreezableWay : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private volatile bool _frozen;

        public FreezableWay(int target)
        {
            _listener.Start();
            _ = AcceptAsync(target);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public bool Frozen
        {
            set => _frozen = value;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _listener.Stop();
            _stop.Dispose();
        }

        private async Task AcceptAsync(int target)
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptSocketAsync(_stop.Token);
                    var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await upstream.ConnectAsync(IPAddress.Loopback, target, _stop.Token);
                    _ = CopyAsync(client, upstream);
                    _ = CopyAsync(upstream, client);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }

        private async Task CopyAsync(Socket from, Socket to)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer, _stop.Token) is var count and > 0)
                {
                    if (_frozen)
                    {
                        return;
                    }

                    await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
                }

                to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
