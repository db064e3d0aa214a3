namespace Migration.Edges;

/// <summary>What an edge is asked to change: routes that are left out stay, upstreams that are left out, too.</summary>
internal sealed record EdgeChange(IReadOnlyDictionary<string, string> Active, IReadOnlyDictionary<string, string> Upstreams);
