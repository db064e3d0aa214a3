namespace Integration.Telemetry;

/// <summary>A span as it arrived. Ids are hexadecimal; a root's parent is empty.</summary>
/// <param name="Kind">OTLP's number: 1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
/// <param name="Status">0 unset, 1 ok, 2 error.</param>
internal sealed record ReceivedSpan(
    string Service,
    string Scope,
    string Trace,
    string Id,
    string Parent,
    string Name,
    int Kind,
    int Status,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Events,
    IReadOnlyList<string> Links)
{
    public const int Client = 3;

    /// <summary>The same span id in another trace is another span.</summary>
    public bool IsChildOf(ReceivedSpan other) => Trace == other.Trace && Parent == other.Id;

    public override string ToString() => $"{Service} {Scope} {Name} {Trace[..8]}/{Id} < {Parent}";
}
