using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Routing;

/// <summary>An edit of the table: routes that are null stay, upstreams that are not named stay.</summary>
internal sealed record EdgeChange(string? Api, string? Chat, IReadOnlyList<Upstream> Upstreams)
{
    public EdgeTable ApplyTo(EdgeTable table)
    {
        var upstreams = table.Upstreams.Select(upstream => Upstreams.FirstOrDefault(changed => changed.Name == upstream.Name) ?? upstream).ToList();
        upstreams.AddRange(Upstreams.Where(changed => table.Find(changed.Name) is null));
        return new(new(Api ?? table.Active.Api, Chat ?? table.Active.Chat), upstreams);
    }

    public override string ToString() => string.Join(';', new[] { Api is null ? null : $"api={Api}", Chat is null ? null : $"chat={Chat}" }
        .Concat(Upstreams.Select(upstream => $"{upstream.Name}={upstream.Address}")).OfType<string>());
}
