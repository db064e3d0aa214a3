using FakeDoktoriApi.Chat;

namespace FakeDoktoriApi.Tests.Chat;

public sealed class MessageRulesTests
{
    [Theory]
    [InlineData("TEXT", "안녕하세요", null)]
    [InlineData("FILE", null, "images/chat/a.png")]
    [InlineData("TEXT", "text", "ignored")]
    public void Takes_TextAndFiles(string type, string? text, string? path) =>
        Assert.Null(new ChatMessageRequest(new('c', 50), type, text, path).Problem());

    [Theory]
    [InlineData(null, "TEXT", "a", null, "clientMessageId")]
    [InlineData(" ", "TEXT", "a", null, "clientMessageId")]
    [InlineData("c", "TEXT", null, "path", "textMessage")]
    [InlineData("c", "TEXT", " ", null, "textMessage")]
    [InlineData("c", "FILE", "a", null, "filePath")]
    [InlineData("c", "IMAGE", "a", "a", "messageType")]
    [InlineData("c", "text", "a", null, "messageType")]
    [InlineData("c", null, "a", null, "messageType")]
    public void Rejects_OtherBodies(string? id, string? type, string? text, string? path, string named) =>
        Assert.Contains(named, new ChatMessageRequest(id, type, text, path).Problem(), StringComparison.Ordinal);

    [Fact]
    public void Rejects_TooLongValues()
    {
        Assert.Contains("clientMessageId", new ChatMessageRequest(new('c', 51), "TEXT", "a", null).Problem(), StringComparison.Ordinal);
        Assert.Null(new ChatMessageRequest("c", "TEXT", new('a', 300), null).Problem());
        Assert.Contains("textMessage", new ChatMessageRequest("c", "TEXT", new('a', 301), null).Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/topic/chat-rooms/31", 31L, null)]
    [InlineData("/app/chat-rooms/31/messages", null, 31L)]
    [InlineData("/topic/chat-rooms/", null, null)]
    [InlineData("/topic/chat-rooms/0", null, null)]
    [InlineData("/topic/chat-rooms/-1", null, null)]
    [InlineData("/topic/chat-rooms/1/x", null, null)]
    [InlineData("/topic/chat-rooms/99999999999999999999", null, null)]
    [InlineData("/app/chat-rooms/messages", null, null)]
    [InlineData("/app/chat-rooms//messages", null, null)]
    public void Destination_NamesARoom_OrNone(string destination, long? topic, long? send) =>
        Assert.Equal((topic, send), (ChatDestination.RoomOfTopic(destination), ChatDestination.RoomOfSend(destination)));
}
