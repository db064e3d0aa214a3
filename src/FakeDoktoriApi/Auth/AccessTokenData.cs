namespace FakeDoktoriApi.Auth;

internal sealed record AccessTokenData(string AccessToken);
