using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>The file's content: the known upstreams in the file's order, and the one that new sessions go to.</summary>
internal sealed record UpstreamTable(string Active, IReadOnlyList<Upstream> Upstreams)
{
    public Upstream ActiveUpstream => Find(Active) ?? throw new InvalidOperationException($"'{Active}' is not in the table.");

    public string Names => string.Join(", ", Upstreams.Select(upstream => upstream.Name));

    public Upstream? Find(string name) => Upstreams.FirstOrDefault(upstream => upstream.Name == name);

    public byte[] ToJson() => TableText.Write(json =>
    {
        json.WriteString("active", Active);
        UpstreamList.Write(json, Upstreams);
    });
}
