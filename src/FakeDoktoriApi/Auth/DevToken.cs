namespace FakeDoktoriApi.Auth;

internal sealed record DevToken(long UserId, string Nickname, string AccessToken);
