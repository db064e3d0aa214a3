namespace AppHost.Standing;

/// <summary>Where a service's requests are answered.</summary>
internal enum Place
{
    Blue,
    Green,
    Vpc,
}
