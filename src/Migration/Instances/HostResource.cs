namespace Migration.Instances;

/// <summary>A resource of the lab's host, as far as it matters here.</summary>
/// <param name="State">Aspire's word, e.g. <c>Running</c>; null: never started.</param>
internal sealed record HostResource(string Name, string? State, IReadOnlyList<HostCommand>? Commands);
