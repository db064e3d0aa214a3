using MySqlConnector;

namespace Migration;

/// <summary>What can be said about options without opening anything.</summary>
internal static class OptionChecks
{
    public static IReadOnlyList<string> Of(MigrationOptions options)
    {
        var errors = new List<string>();
        Endpoint(options.Source, "source", errors);
        Endpoint(options.Target, "target", errors);
        if (string.Equals(Address(options.Source), Address(options.Target), StringComparison.OrdinalIgnoreCase)
            && Address(options.Source) is not null)
        {
            errors.Add("source and target are the same server");
        }

        if (options.Proxy.ControlUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            errors.Add("proxy control: an absolute http(s) address is needed");
        }

        if (string.IsNullOrWhiteSpace(options.Proxy.ControlToken))
        {
            errors.Add("proxy control token: missing");
        }

        Port(options.Proxy.DataPort, "proxy data port", errors);
        Account(options.App, "app account", errors);
        Account(options.Replication, "replication account", errors);
        if (string.IsNullOrWhiteSpace(options.Database) || options.Database.Length > 64 || options.Database.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add("database: a name of 1 to 64 characters is needed");
        }

        Common(options.StateDirectory, options.Limits, errors);
        return errors;
    }

    /// <summary>What every runbook needs.</summary>
    public static void Common(string stateDirectory, MigrationLimits limits, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(stateDirectory))
        {
            errors.Add("state directory: missing");
        }

        foreach (var limit in typeof(MigrationLimits).GetProperties())
        {
            if (limit.GetValue(limits) is TimeSpan value && (value <= TimeSpan.Zero || value > TimeSpan.FromDays(7)))
            {
                errors.Add($"limit {limit.Name}: {value} is not between 0 (excluded) and 7 days");
            }
        }

        if (limits.LowTtl.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            errors.Add($"limit {nameof(MigrationLimits.LowTtl)}: {limits.LowTtl} is not whole seconds");
        }
    }

    private static void Endpoint(DatabaseEndpoint endpoint, string role, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(endpoint.PeerHost))
        {
            errors.Add($"{role}: the host its replication peer uses is missing");
        }

        Port(endpoint.PeerPort, $"{role}: peer port", errors);
        if (Parse(endpoint) is not { } parsed)
        {
            errors.Add($"{role}: the connection string cannot be read");
            return;
        }

        if (string.IsNullOrWhiteSpace(parsed.Server))
        {
            errors.Add($"{role}: the connection string names no server");
        }

        if (string.IsNullOrWhiteSpace(parsed.UserID))
        {
            errors.Add($"{role}: the connection string names no user");
        }
    }

    private static void Account(DatabaseAccount account, string what, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(account.User) || account.User.Length > 32)
        {
            errors.Add($"{what}: a user name of 1 to 32 characters is needed");
        }

        if (string.IsNullOrEmpty(account.Password))
        {
            errors.Add($"{what}: the password is missing");
        }
    }

    private static void Port(int port, string what, List<string> errors)
    {
        if (port is < 1 or > 65535)
        {
            errors.Add($"{what}: {port} is not between 1 and 65535");
        }
    }

    private static string? Address(DatabaseEndpoint endpoint) => Parse(endpoint) is { } parsed ? $"{parsed.Server}:{parsed.Port}" : null;

    private static MySqlConnectionStringBuilder? Parse(DatabaseEndpoint endpoint)
    {
        try
        {
            return new MySqlConnectionStringBuilder(endpoint.ConnectionString);
        }
        catch (ArgumentException)
        {
            // The message quotes the text, which may hold a password.
            return null;
        }
    }
}
