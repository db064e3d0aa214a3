using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;

namespace Aspire.Hosting.Logs;

/// <summary>Replaces the values of secret parameters, and the dashboard's keys, in whatever is shown or written.</summary>
internal sealed class SecretMask
{
    /// <summary>Shorter secrets would blank out ordinary words.</summary>
    private const int ShortestMasked = 6;
    private readonly string[] secrets;

    public SecretMask(ResourceCatalog catalog, DashboardOptions dashboard)
    {
        secrets = [.. catalog.Resources.OfType<ParameterResource>()
            .Where(parameter => parameter.Secret)
            .Select(parameter => parameter.Value)
            .Concat(dashboard.Secrets)
            .Where(value => value.Length >= ShortestMasked)
            .OrderByDescending(value => value.Length)];
    }

    public bool Holds(string text) => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal));

    public string Apply(string text)
    {
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }
}
