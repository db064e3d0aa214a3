using System.Net;
using System.Net.Sockets;
using Migration.Running;

namespace Migration;

/// <summary>What can be said about traffic options without opening anything. Messages name the setting as the command line knows it.</summary>
internal static class TrafficChecks
{
    public static IReadOnlyList<string> Of(TrafficOptions options, Needs needs)
    {
        var errors = new List<string>();
        if (needs.HasFlag(Needs.Edge))
        {
            Edge(options.Edge, "MIGRATION_EDGE", "old edge", errors);
        }

        if (needs.HasFlag(Needs.NewEdge))
        {
            Edge(options.NewEdge, "MIGRATION_NEW_EDGE", "new edge", errors);
        }

        if (needs.HasFlag(Needs.Dns))
        {
            Dns(options.Dns, errors);
        }

        foreach (var service in Enum.GetValues<Service>())
        {
            Paths(service, options[service], errors);
            foreach (var site in Enum.GetValues<Site>().Where(site => needs.HasFlag(NeedOf(service)) && needs.HasFlag(NeedOf(site))))
            {
                Instance(options, service, site, needs.HasFlag(Needs.InstanceControl) && site != Site.Vpc, errors);
            }
        }

        Distinct(options, needs, errors);
        return errors;
    }

    public static Needs NeedOf(Site site) => site switch
    {
        Site.Blue => Needs.Blue,
        Site.Green => Needs.Green,
        _ => Needs.Vpc,
    };

    public static Needs NeedOf(Service service) => service == Service.Api ? Needs.Api : Needs.Chat;

    public static Needs NeedOf(IEnumerable<Service> services) => services.Aggregate(Needs.Nothing, (needs, service) => needs | NeedOf(service));

    /// <summary>MIGRATION_API_BLUE and the like.</summary>
    public static string VariableOf(Service service, Site site) => $"MIGRATION_{service}_{site}".ToUpperInvariant();

    private static void Edge(EdgeEndpoint? edge, string variable, string what, List<string> errors)
    {
        if (edge is null)
        {
            errors.Add($"{variable}, {variable}_CONTROL, {variable}_TOKEN: the {what} is missing");
            return;
        }

        Url(edge.Url, variable, errors);
        Control(edge.ControlUrl, edge.ControlToken, variable, errors);
    }

    private static void Dns(DnsEndpoint? dns, List<string> errors)
    {
        if (dns is null)
        {
            errors.Add("MIGRATION_DNS, MIGRATION_DNS_CONTROL, MIGRATION_DNS_TOKEN: the name server is missing");
            return;
        }

        Control(dns.ControlUrl, dns.ControlToken, "MIGRATION_DNS", errors);
        if (string.IsNullOrWhiteSpace(dns.Host) || dns.Port is < 1 or > 65535)
        {
            errors.Add($"MIGRATION_DNS: {dns.Host}:{dns.Port} is not host:port");
        }

        if (dns.RecordName.Length is 0 or > 253 || dns.RecordName.Split('.').Any(label => label.Length is 0 or > 63 || label.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))))
        {
            errors.Add($"MIGRATION_DNS_NAME: {dns.RecordName} is not a name");
        }

        foreach (var (variable, address) in new[] { ("MIGRATION_DNS_OLD", dns.OldAddress), ("MIGRATION_DNS_NEW", dns.NewAddress) })
        {
            if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork || parsed.ToString() != address)
            {
                errors.Add($"{variable}: {address} is not an IPv4 address; it is taken from the edge's address when that is one");
            }
        }

        if (dns.OldAddress == dns.NewAddress)
        {
            errors.Add($"MIGRATION_DNS_OLD and MIGRATION_DNS_NEW are both {dns.OldAddress}: there is nothing to switch");
        }
    }

    private static void Paths(Service service, ServiceOptions options, List<string> errors)
    {
        foreach (var path in options.WarmPaths.Append(options.ProbePath).Append(options.ReadinessPath).Where(path => !path.StartsWith('/')))
        {
            errors.Add($"{service}: path {path} does not begin with /");
        }
    }

    private static void Instance(TrafficOptions options, Service service, Site site, bool controlled, List<string> errors)
    {
        var variable = VariableOf(service, site);
        if (options[service].Instances.GetValueOrDefault(site) is not { } instance)
        {
            errors.Add($"{variable}: missing; name=address, e.g. {service.ToString().ToLowerInvariant()}-{site.ToString().ToLowerInvariant()}=http://127.0.0.1:8080");
            return;
        }

        Url(instance.Url, variable, errors);
        if (instance.Name.Length is 0 or > 64 || instance.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
        {
            errors.Add($"{variable}: {instance.Name} is not a name of letters, digits, - and _");
        }

        if (!controlled)
        {
            return;
        }

        if (options.Host is { } host)
        {
            Control(host.ControlUrl, host.ControlToken, "MIGRATION_HOST", errors);
        }
        else if (instance.StartCommand is null || instance.StopCommand is null)
        {
            errors.Add($"{variable}: nothing can start and stop it; give {variable}_START and {variable}_STOP, or MIGRATION_HOST_CONTROL and MIGRATION_HOST_TOKEN");
        }
    }

    /// <summary>Two instances with one name or address could not be told apart, and the wrong one might be stopped.</summary>
    private static void Distinct(TrafficOptions options, Needs needs, List<string> errors)
    {
        var instances = Enum.GetValues<Service>()
            .Where(service => needs.HasFlag(NeedOf(service)))
            .SelectMany(service => options[service].Instances.Where(pair => needs.HasFlag(NeedOf(pair.Key))).Select(pair => pair.Value))
            .ToList();
        foreach (var twice in instances.GroupBy(instance => instance.Name, StringComparer.Ordinal).Concat(instances.GroupBy(instance => instance.HostAndPort, StringComparer.Ordinal)).Where(group => group.Count() > 1))
        {
            errors.Add($"two instances are {twice.Key}");
        }
    }

    private static void Control(Uri url, string token, string variable, List<string> errors)
    {
        Url(url, variable + "_CONTROL", errors);
        if (string.IsNullOrWhiteSpace(token) || token.Any(letter => letter is <= ' ' or > '~'))
        {
            errors.Add($"{variable}_TOKEN: missing, or not printable ASCII without spaces");
        }
    }

    private static void Url(Uri url, string variable, List<string> errors)
    {
        if (url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            errors.Add($"{variable}: an absolute http(s) address is needed");
        }
    }
}
