namespace FakeDoktoriApi.Auth;

/// <summary>A test user who has just signed in: what POST /dev/sign-ins gives, and what a file of LOADTESTS_TOKENS_FILE takes.</summary>
internal sealed record DevSignIn(long UserId, string Nickname, string AccessToken, string RefreshToken);
