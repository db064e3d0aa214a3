namespace FakeDoktoriApi.Stomp;

internal static class StompVersions
{
    /// <summary>What a client that offers none of them is told.</summary>
    public const string Supported = "1.0,1.1,1.2";

    public static string Text(this StompVersion version) => version switch
    {
        StompVersion.V10 => "1.0",
        StompVersion.V11 => "1.1",
        _ => "1.2",
    };

    /// <param name="accepted">The header <c>accept-version</c>; without one the client speaks 1.0.</param>
    /// <returns>The newest version that both sides speak, or <c>null</c>.</returns>
    public static StompVersion? Negotiate(string? accepted)
    {
        if (accepted is null)
        {
            return StompVersion.V10;
        }

        var offered = accepted.Split(',', StringSplitOptions.TrimEntries);
        foreach (var version in (ReadOnlySpan<StompVersion>)[StompVersion.V12, StompVersion.V11, StompVersion.V10])
        {
            if (offered.Contains(version.Text()))
            {
                return version;
            }
        }

        return null;
    }

    /// <returns>The first of the WebSocket subprotocols the client offers that this server speaks, or <c>null</c>: then none is agreed on.</returns>
    public static string? Subprotocol(IList<string> offered) =>
        offered.FirstOrDefault(name => name is "v12.stomp" or "v11.stomp" or "v10.stomp");
}
