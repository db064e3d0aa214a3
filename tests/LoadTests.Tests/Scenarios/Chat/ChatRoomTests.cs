using System.Text.Json;
using LoadTests.Scenarios.Chat;
using LoadTests.Traffic.Stomp;

namespace LoadTests.Tests.Scenarios.Chat;

public sealed class ChatRoomTests
{
    private static readonly MessageId Message = new(2, 5);

    private readonly ChatRoom room = new(7, "r");

    [Fact]
    public void SaysWhatTheServerTakes()
    {
        var frame = room.Say(Message);
        using var body = JsonDocument.Parse(frame.Body);

        Assert.Equal(("SEND", "/app/chat-rooms/7/messages"), (frame.Command, frame.Header("destination")));
        Assert.Equal("r-c02-00005", body.RootElement.GetProperty("clientMessageId").GetString());
        Assert.Equal("TEXT", body.RootElement.GetProperty("messageType").GetString());
        Assert.InRange(body.RootElement.GetProperty("textMessage").GetString()!.Length, 1, 300);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("\"17\"")]
    public void HearsItsOwn_WhateverTheTypeOfTheId(string id) =>
        Assert.Equal((Message, "17"), room.Heard(Broadcast($$"""{"messageId":{{id}},"textMessage":"[lab r-c02-00005] 책모임"}""")));

    [Theory]
    [InlineData("""{"messageId":17,"textMessage":"안녕하세요"}""")]
    [InlineData("""{"messageId":17,"textMessage":null}""")]
    [InlineData("""{"type":"MEMBER_DISCONNECTED","userId":1}""")]
    [InlineData("""{"messageId":17,"textMessage":"[lab other-c02-00005] 책모임"}""")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public void OtherThingsOnTheTopic_AreNotItsOwn(string body) => Assert.Null(room.Heard(Broadcast(body)));

    [Fact]
    public void KnowsItsReceipts()
    {
        Assert.True(ChatRoom.ConfirmsSubscription(StompFrame.Of("RECEIPT", "", ("receipt-id", room.Subscribe.Header("receipt")!))));
        Assert.Equal(Message, room.Taken(StompFrame.Of("RECEIPT", "", ("receipt-id", room.Say(Message).Header("receipt")!))));
        Assert.Null(room.Taken(StompFrame.Of("RECEIPT", "")));
    }

    private static StompFrame Broadcast(string body) => StompFrame.Of("MESSAGE", body);
}
