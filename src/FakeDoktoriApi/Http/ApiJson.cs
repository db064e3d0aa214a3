using System.Text.Json.Serialization;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Books;
using FakeDoktoriApi.Chat;
using FakeDoktoriApi.ChatRooms;
using FakeDoktoriApi.Meetings;
using FakeDoktoriApi.Notifications;
using FakeDoktoriApi.Recommendations;
using FakeDoktoriApi.Users;

namespace FakeDoktoriApi.Http;

/// <summary>All JSON that goes in and out, serialized by generated code, in Jackson's manner: camel case, nulls written, Korean as it is.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LocalDateTimeConverter), typeof(HourMinuteConverter)])]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Envelope<MeetingPage>))]
[JsonSerializable(typeof(Envelope<MeetingDetail>))]
[JsonSerializable(typeof(Envelope<CreatedMeeting>))]
[JsonSerializable(typeof(Envelope<MyMeetingPage>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<RecommendedMeeting>>))]
[JsonSerializable(typeof(Envelope<Profile>))]
[JsonSerializable(typeof(Envelope<NotificationAgreement>))]
[JsonSerializable(typeof(Envelope<NotificationList>))]
[JsonSerializable(typeof(Envelope<UnreadState>))]
[JsonSerializable(typeof(Envelope<BookSearchResult>))]
[JsonSerializable(typeof(Envelope<ChatRoomPage>))]
[JsonSerializable(typeof(Envelope<AccessTokenData>))]
[JsonSerializable(typeof(IReadOnlyList<DevToken>))]
[JsonSerializable(typeof(IReadOnlyList<DevSignIn>))]
[JsonSerializable(typeof(CreateMeetingRequest))]
[JsonSerializable(typeof(NotificationAgreementRequest))]
[JsonSerializable(typeof(ChatMessageRequest))]
[JsonSerializable(typeof(ChatMessage))]
internal sealed partial class ApiJson : JsonSerializerContext;
