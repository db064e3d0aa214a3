namespace LoadTests.Configuration;

/// <summary>Where annotations go besides the running tests. The key or the password is secret.</summary>
internal sealed record GrafanaSettings(Uri Url, string? ApiKey, string? User, string? Password)
{
    public override string ToString() => Url.ToString();
}
