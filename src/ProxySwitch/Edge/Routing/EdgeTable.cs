using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Routing;

/// <summary>The file's content: the known upstreams in the file's order, and which of them serve.</summary>
internal sealed record EdgeTable(ActiveUpstreams Active, IReadOnlyList<Upstream> Upstreams)
{
    public Upstream? Find(string name) => Upstreams.FirstOrDefault(upstream => upstream.Name == name);

    public Upstream ActiveUpstream(EdgeRoute route) => Find(Active[route]) ?? throw new InvalidOperationException($"'{Active[route]}' is not in the table.");
}
