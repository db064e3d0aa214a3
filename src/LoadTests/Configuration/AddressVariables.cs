using System.Net;

namespace LoadTests.Configuration;

/// <summary>Where things are: <c>BASE_URL</c>, the other URLs, <c>DNS_SERVER</c>.</summary>
internal sealed class AddressVariables(Variables variables)
{
    private const int UsualDnsPort = 53;

    /// <summary>Null when it is missing or unusable.</summary>
    public Uri? BaseUrl()
    {
        if (variables.Value("BASE_URL") is not { } text)
        {
            variables.Refuse("BASE_URL is not set; export BASE_URL=https://<host>/api");
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            variables.Refuse("BASE_URL is not an http or https URL; give for instance https://<host>/api");
            return null;
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            variables.Refuse("BASE_URL must be a plain URL: no user, no query, no fragment");
        }

        if (!url.AbsolutePath.TrimEnd('/').EndsWith("/api", StringComparison.Ordinal))
        {
            variables.Refuse($"BASE_URL must end in /api; did you mean {url.GetLeftPart(UriPartial.Authority)}/api ?");
        }

        return url;
    }

    /// <summary>Null when it is not set, or unusable.</summary>
    public Uri? Url(string name, params string[] schemes)
    {
        if (variables.Value(name) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !schemes.Contains(url.Scheme) || url.Host.Length == 0)
        {
            variables.Refuse($"{name} is not a {string.Join(" or ", schemes)} URL");
            return null;
        }

        if (url.UserInfo.Length > 0)
        {
            variables.Refuse($"{name} must be a plain URL: no user");
        }

        return url;
    }

    /// <summary>Null: the system's resolver.</summary>
    public IPEndPoint? DnsServer()
    {
        if (variables.Value("DNS_SERVER") is not { } text)
        {
            return null;
        }

        if (!IPEndPoint.TryParse(text, out var server))
        {
            variables.Refuse($"DNS_SERVER '{text}' is not an address; give for instance 127.0.0.1:5353");
            return null;
        }

        return server.Port == 0 ? new IPEndPoint(server.Address, UsualDnsPort) : server;
    }
}
