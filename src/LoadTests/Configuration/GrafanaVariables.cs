namespace LoadTests.Configuration;

/// <summary><c>GRAFANA_URL</c> and the key or the password for it.</summary>
internal static class GrafanaVariables
{
    /// <summary>Null when it is not configured, or wrongly.</summary>
    public static GrafanaSettings? Read(Variables variables)
    {
        if (new AddressVariables(variables).Url("GRAFANA_URL", "http", "https") is not { } url)
        {
            return null;
        }

        var (key, user, password) = (variables.Value("GRAFANA_API_KEY"), variables.Value("GRAFANA_USER"), variables.Value("GRAFANA_PASS"));
        if (key is null && (user is null || password is null))
        {
            variables.Refuse("GRAFANA_URL is set, but neither GRAFANA_API_KEY nor both GRAFANA_USER and GRAFANA_PASS");
            return null;
        }

        if (key?.Any(letter => letter is <= ' ' or >= (char)127) == true)
        {
            variables.Refuse("GRAFANA_API_KEY is not a key; copy it again");
        }

        return new GrafanaSettings(url, key, user, password);
    }
}
