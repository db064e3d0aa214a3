namespace FakeDoktoriApi.Auth;

internal enum TokenState
{
    Valid,
    Expired,

    /// <summary>Not a JWT, not HS256, a wrong signature, or claims missing.</summary>
    Malformed,
}
