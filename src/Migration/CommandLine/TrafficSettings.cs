using System.Net;
using System.Net.Sockets;
using Migration.Running;

namespace Migration.CommandLine;

/// <summary>Makes <see cref="TrafficOptions"/> from settings. What is missing stays null: <see cref="TrafficChecks"/> says which of it a runbook needs.</summary>
internal sealed class TrafficSettings(SettingReader settings)
{
    private static readonly (Service Service, Site Site)[] Instances =
        [.. Enum.GetValues<Service>().SelectMany(service => Enum.GetValues<Site>().Select(site => (service, site)))];

    public Needs Configured()
    {
        var configured = Needs.Nothing;
        configured |= settings.Text("edge", "MIGRATION_EDGE") is null ? Needs.Nothing : Needs.Edge;
        configured |= settings.Text("new-edge", "MIGRATION_NEW_EDGE") is null ? Needs.Nothing : Needs.NewEdge;
        configured |= settings.Text("dns", "MIGRATION_DNS") is null ? Needs.Nothing : Needs.Dns;
        foreach (var site in Enum.GetValues<Site>().Where(site => Enum.GetValues<Service>().All(service => settings.Text(Option(service, site), TrafficChecks.VariableOf(service, site)) is not null)))
        {
            configured |= Needs.BothServices | TrafficChecks.NeedOf(site);
        }

        return configured;
    }

    public TrafficOptions Read(Needs needs) => new()
    {
        Edge = needs.HasFlag(Needs.Edge) ? Edge("edge", "MIGRATION_EDGE", "edge-lightsail") : null,
        NewEdge = needs.HasFlag(Needs.NewEdge) ? Edge("new-edge", "MIGRATION_NEW_EDGE", "edge-vpc") : null,
        Dns = needs.HasFlag(Needs.Dns) ? Dns() : null,
        Host = needs.HasFlag(Needs.InstanceControl) ? Host() : null,
        Api = ServiceOf(Service.Api, needs),
        Chat = ServiceOf(Service.Chat, needs),
    };

    private EdgeEndpoint? Edge(string option, string variable, string name)
    {
        var url = Url(option, variable);
        var control = Url(option + "-control", variable + "_CONTROL");
        return url is null || control is null ? null : new EdgeEndpoint(settings.Text(option + "-name", variable + "_NAME") ?? name, url, control, settings.Secret(variable + "_TOKEN") ?? "");
    }

    private DnsEndpoint? Dns()
    {
        var control = Url("dns-control", "MIGRATION_DNS_CONTROL");
        if (settings.Text("dns", "MIGRATION_DNS") is not { } server || control is null)
        {
            return null;
        }

        var (host, port) = settings.HostAndPort(server, "MIGRATION_DNS");
        return new DnsEndpoint(host, port, control, settings.Secret("MIGRATION_DNS_TOKEN") ?? "")
        {
            RecordName = settings.Text("dns-name", "MIGRATION_DNS_NAME") ?? "doktori.test",
            OldAddress = settings.Text("dns-old", "MIGRATION_DNS_OLD") ?? AddressIn("edge", "MIGRATION_EDGE"),
            NewAddress = settings.Text("dns-new", "MIGRATION_DNS_NEW") ?? AddressIn("new-edge", "MIGRATION_NEW_EDGE"),
        };
    }

    /// <summary>What the lab starts has the lab's own names for it.</summary>
    private HostEndpoint? Host() => (Url("host-control", "MIGRATION_HOST_CONTROL") ?? Url("host-control", "LAB_CONTROL_URL")) is { } control
        ? new HostEndpoint(control, settings.Secret("MIGRATION_HOST_TOKEN") ?? settings.Secret("LAB_CONTROL_TOKEN") ?? "")
        : null;

    private ServiceOptions ServiceOf(Service service, Needs needs)
    {
        var word = service.ToString().ToLowerInvariant();
        var upper = $"MIGRATION_{service}".ToUpperInvariant();
        var defaults = ServiceOptions.For(service);
        return defaults with
        {
            ProbePath = settings.Text($"{word}-probe", $"{upper}_PROBE") ?? defaults.ProbePath,
            WarmPaths = settings.Text($"{word}-warm", $"{upper}_WARM")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? defaults.WarmPaths,
            ReadinessPath = settings.Text($"{word}-readiness", $"{upper}_READINESS") ?? defaults.ReadinessPath,
            Instances = Instances
                .Where(each => each.Service == service && needs.HasFlag(TrafficChecks.NeedOf(service)) && needs.HasFlag(TrafficChecks.NeedOf(each.Site)))
                .Select(each => (each.Site, Instance: Instance(service, each.Site)))
                .Where(each => each.Instance is not null)
                .ToDictionary(each => each.Site, each => each.Instance!),
        };
    }

    /// <summary>NAME=URL.</summary>
    private ServiceInstance? Instance(Service service, Site site)
    {
        var (option, variable) = (Option(service, site), TrafficChecks.VariableOf(service, site));
        if (settings.Text(option, variable) is not { } text)
        {
            return null;
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || !Uri.TryCreate(text[(equals + 1)..], UriKind.Absolute, out var url))
        {
            settings.Error($"{variable} (--{option}): {text} is not name=address, e.g. {option}=http://127.0.0.1:8080");
            return null;
        }

        return new ServiceInstance(text[..equals], url)
        {
            StartCommand = settings.Text(option + "-start", variable + "_START"),
            StopCommand = settings.Text(option + "-stop", variable + "_STOP"),
        };
    }

    private Uri? Url(string option, string variable)
    {
        if (settings.Text(option, variable) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https"))
        {
            return url;
        }

        settings.Error($"{variable} (--{option}): {text} is not an http(s) address");
        return null;
    }

    private string AddressIn(string option, string variable) =>
        Uri.TryCreate(settings.Text(option, variable), UriKind.Absolute, out var url) && IPAddress.TryParse(url.Host, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? url.Host
            : "";

    private static string Option(Service service, Site site) => $"{service}-{site}".ToLowerInvariant();
}
