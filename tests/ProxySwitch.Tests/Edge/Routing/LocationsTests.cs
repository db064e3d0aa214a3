using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Tests.Edge.Routing;

public sealed class LocationsTests
{
    [Theory]
    [InlineData("/api/ws")]
    [InlineData("/api/ws/")]
    [InlineData("/api/ws/info")]
    [InlineData("/ws")]
    [InlineData("/ws/x")]
    [InlineData("/api/chat-rooms")]
    [InlineData("/api/chat-rooms/7/messages")]
    public void Chat(string path) => Assert.Equal(EdgeRoute.Chat, Locations.Of(path));

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("/api")]
    [InlineData("/api/meetings")]
    [InlineData("/api/wsx")]
    [InlineData("/api/WS")]
    [InlineData("/wss")]
    [InlineData("/chat-rooms")]
    [InlineData("/api/chat-roomsx")]
    [InlineData("/x/api/ws")]
    public void Api(string path) => Assert.Equal(EdgeRoute.Api, Locations.Of(path));
}
