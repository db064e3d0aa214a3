using System.Net;
using System.Net.Sockets;
using MySqlRuntime.Servers;

namespace MySqlRuntime.Tests.Servers;

public sealed class FreePortTests
{
    [Fact]
    public void ChoosesEachOnce_AndNoneThatTheSystemHandsOut()
    {
        var ports = Enumerable.Range(0, 300).Select(_ => FreePort.Next()).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 32_767));
    }

    [Fact]
    public void AnAddressOfAnotherMachine_IsSaid() =>
        Assert.Equal(SocketError.AddressNotAvailable, Assert.Throws<SocketException>(() => FreePort.Next(IPAddress.Loopback, new IPAddress([192, 0, 2, 1]))).SocketErrorCode);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public void APortOnWhichSomebodyListens_IsNotFree_AndIsAfterwards(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), FreePort.Next());
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.False(FreePort.IsFree(port));

        listener.Stop();
        Assert.True(FreePort.IsFree(port));
    }
}
