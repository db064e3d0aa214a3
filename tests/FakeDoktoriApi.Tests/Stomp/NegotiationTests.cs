using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Tests.Stomp;

public sealed class NegotiationTests
{
    [Theory]
    [InlineData(null, "1.0")]
    [InlineData("1.0", "1.0")]
    [InlineData("1.0,1.1", "1.1")]
    [InlineData("1.2,1.1,1.0", "1.2")]
    [InlineData("1.1, 2.0", "1.1")]
    [InlineData("1.3", null)]
    [InlineData("", null)]
    public void NewestVersionOfBoth_IsSpoken(string? accepted, string? spoken) => Assert.Equal(spoken, StompVersions.Negotiate(accepted)?.Text());

    [Theory]
    [InlineData("10000,10000", 10_000, 10_000)]
    [InlineData("0, 5", 0, 5)]
    [InlineData(null, 0, 0)]
    public void HeartBeat_IsTwoNumbers(string? header, int canSend, int wants) => Assert.Equal(new HeartBeat(canSend, wants), HeartBeat.Parse(header));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData(",5")]
    [InlineData("5,")]
    [InlineData("-1,5")]
    [InlineData("1,2,3")]
    [InlineData("99999999999,1")]
    public void Rejects_OtherHeartBeats(string header) => Assert.Null(HeartBeat.Parse(header));

    [Fact]
    public void Subprotocol_IsTheClientsFirstChoice_IfKnown()
    {
        Assert.Equal("v11.stomp", StompVersions.Subprotocol(["mqtt", "v11.stomp", "v12.stomp"]));
        Assert.Null(StompVersions.Subprotocol(["mqtt"]));
    }
}
