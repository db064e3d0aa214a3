using ProxySwitch.Control;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Control;

/// <summary><c>{"active":{"api":"api-vpc"},"upstreams":{"api-vpc":"127.0.0.1:8090"}}</c>: what is left out stays.</summary>
internal sealed record EdgeChangeRequest(Dictionary<string, string?>? Active, Dictionary<string, string?>? Upstreams) : IChangeRequest<EdgeChange>
{
    public (EdgeChange? Change, string? Reason) Validate()
    {
        if (Active is null or { Count: 0 } && Upstreams is null or { Count: 0 })
        {
            return (null, "'active' must name an upstream for 'api', 'chat' or both, e.g. {\"active\":{\"api\":\"api-vpc\",\"chat\":\"chat-vpc\"}}");
        }

        foreach (var (route, name) in Active ?? [])
        {
            if (route is not ("api" or "chat"))
            {
                return (null, $"route '{route}' is unknown; there are 'api' and 'chat'");
            }

            if (name is null || !UpstreamList.IsName(name))
            {
                return (null, $"'active': route '{route}' must be the name of an upstream");
            }
        }

        var upstreams = new List<Upstream>();
        foreach (var (name, text) in Upstreams ?? [])
        {
            if (!UpstreamList.IsName(name))
            {
                return (null, $"upstream name '{name}': 1 to 64 letters, digits, '-' or '_'");
            }

            if (UpstreamAddress.Parse(text ?? "", out var reason) is not { } address)
            {
                return (null, $"upstream '{name}': {reason}");
            }

            upstreams.Add(new(name, address));
        }

        return (new(Active?.GetValueOrDefault("api"), Active?.GetValueOrDefault("chat"), upstreams), null);
    }
}
