using ProxySwitch.Upstreams;

namespace ProxySwitch.Tests.Upstreams;

public sealed class UpstreamAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:3306", "127.0.0.1", 3306, true)]
    [InlineData("127.9.8.7:1", "127.9.8.7", 1, true)]
    [InlineData("localhost:65535", "localhost", 65535, true)]
    [InlineData("[::1]:3306", "::1", 3306, true)]
    [InlineData("10.0.0.5:3306", "10.0.0.5", 3306, false)]
    [InlineData("Doktori.Abc.ap-northeast-2.rds.amazonaws.com:3306", "doktori.abc.ap-northeast-2.rds.amazonaws.com", 3306, false)]
    public void Parses(string text, string host, int port, bool loopback)
    {
        var address = UpstreamAddress.Parse(text, out _);

        Assert.Equal(new UpstreamAddress(host, port), address);
        Assert.Equal(loopback, address!.IsLoopback);
        Assert.Equal(address, UpstreamAddress.Parse(address.ToString(), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":3306")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1:+3306")]
    [InlineData("127.0.0.1: 3306")]
    [InlineData("127.0.0.1:3306\n")]
    [InlineData("127.0.0.1:99999999999999999999")]
    [InlineData("127.0.0.256:3306")]
    [InlineData("127.1:3306")]
    [InlineData("2130706433:3306")]
    [InlineData("::1:3306")]
    [InlineData("[::1:3306")]
    [InlineData("[127.0.0.1]:3306")]
    [InlineData("-host:3306")]
    [InlineData("ho st:3306")]
    [InlineData("host..name:3306")]
    [InlineData("host/path:3306")]
    [InlineData("tcp://host:3306")]
    [InlineData("호스트:3306")]
    public void Refuses_WithTheReason(string text)
    {
        Assert.Null(UpstreamAddress.Parse(text, out var reason));
        Assert.Contains($"'{text}'", reason, StringComparison.Ordinal);
    }
}
