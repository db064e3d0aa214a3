namespace FakeDoktoriApi.Auth;

internal enum RotationOutcome
{
    Rotated,
    Unknown,
    Expired,
    Reused,
}
