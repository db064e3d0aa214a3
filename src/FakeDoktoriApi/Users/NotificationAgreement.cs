using System.Text.Json.Serialization;

namespace FakeDoktoriApi.Users;

internal sealed record NotificationAgreement([property: JsonPropertyName("notificationAgreement")] bool Given);
