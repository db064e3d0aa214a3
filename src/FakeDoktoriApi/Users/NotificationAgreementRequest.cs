namespace FakeDoktoriApi.Users;

internal sealed record NotificationAgreementRequest(bool? NotificationAgreement);
