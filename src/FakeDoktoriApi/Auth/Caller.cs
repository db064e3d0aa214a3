namespace FakeDoktoriApi.Auth;

/// <summary>Who asks, put on the request by the <see cref="AuthFilter"/>.</summary>
internal sealed record Caller(long UserId);
