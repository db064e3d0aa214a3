using System.Text.Json;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Meetings;
using FakeDoktoriApi.Notifications;

namespace FakeDoktoriApi.Tests.Http;

public sealed class JsonShapeTests
{
    [Fact]
    public void Success_HasNoCode_AndKoreanIsReadable() => Assert.Equal(
        """{"message":"OK","data":{"accessToken":"한글"}}""",
        JsonSerializer.Serialize(new Envelope<AccessTokenData>("OK", new("한글")), JsonTypes.Of<Envelope<AccessTokenData>>()));

    [Fact]
    public void Error_WritesItsNulls() => Assert.Equal(
        """{"code":"MEETING_NOT_FOUND","message":"존재하지 않는 모임입니다.","errors":null,"data":null}""",
        JsonSerializer.Serialize(new ErrorBody("MEETING_NOT_FOUND", "존재하지 않는 모임입니다.", null), JsonTypes.Of<ErrorBody>()));

    [Fact]
    public void Times_LookLikeJavasLocalOnes()
    {
        var detail = new MeetingDetail(
            new(1, new DateTime(2026, 1, 10, 19, 5, 0), "RECRUITING", null, "t", "d", 1, 5, 1, new(2026, 1, 20), 1, new(new(19, 5), new(19, 35)), new("n", null, null)),
            [],
            new(0, [], null));

        var json = JsonSerializer.SerializeToElement(new Envelope<MeetingDetail>("OK", detail), JsonTypes.Of<Envelope<MeetingDetail>>()).GetProperty("data");

        var meeting = json.GetProperty("meeting");
        Assert.Equal("2026-01-10T19:05:00", meeting.GetProperty("createdAt").GetString());
        Assert.Equal("2026-01-20", meeting.GetProperty("recruitmentDeadline").GetString());
        Assert.Equal("19:35", meeting.GetProperty("time").GetProperty("endTime").GetString());
        Assert.Equal(JsonValueKind.Null, meeting.GetProperty("leader").GetProperty("intro").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("participantsPreview").GetProperty("myParticipationStatus").ValueKind);
    }

    [Fact]
    public void Fraction_HasAsManyDigitsAsItNeeds()
    {
        var list = new NotificationList([new(1, "c", "t", "m", null, false, new DateTime(2026, 1, 10, 19, 5, 0).AddMicroseconds(120_400))], true);

        var json = JsonSerializer.Serialize(new Envelope<NotificationList>("OK", list), JsonTypes.Of<Envelope<NotificationList>>());

        Assert.Contains("\"createdAt\":\"2026-01-10T19:05:00.1204\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"startTime":"19:00:00"}""")]
    [InlineData("""{"startTime":1900}""")]
    [InlineData("""{"recruitmentDeadline":"2026-1-2"}""")]
    [InlineData("""{"recruitmentDeadline":"2026-02-30"}""")]
    [InlineData("""{"capacity":"many"}""")]
    [InlineData("""{"leaderIntroSavePolicy":"yes"}""")]
    [InlineData("""{"rounds":{}}""")]
    [InlineData("""{"title":"a" """)]
    public void UnreadableBody_Throws(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, JsonTypes.Of<CreateMeetingRequest>()));

    [Fact]
    public void UnknownFields_AreIgnored() =>
        Assert.Equal("a", JsonSerializer.Deserialize("""{"title":"a","firstRoundAt":"2026-01-01"}""", JsonTypes.Of<CreateMeetingRequest>())?.Title);
}
