using Migration.Control;

namespace Migration.Edges;

/// <summary>An edge's control API over HTTP.</summary>
internal sealed class HttpEdgeControl(EdgeEndpoint edge) : IEdgeControl
{
    private readonly ControlClient _control = new(edge.Name, edge.ControlUrl, edge.ControlToken);

    public async Task<EdgeSnapshot> StateAsync(CancellationToken cancellation) => Checked(await _control.GetAsync<EdgeSnapshot>("control/state", cancellation));

    public async Task TestAsync(EdgeChange change, CancellationToken cancellation) => await _control.PostAsync<object>("control/test", Body(change), cancellation);

    public async Task<EdgeSnapshot> SwitchAsync(EdgeChange change, CancellationToken cancellation) =>
        Checked(await _control.PostAsync<EdgeSnapshot>("control/switch", Body(change), cancellation));

    public void Dispose() => _control.Dispose();

    private static object Body(EdgeChange change) => change.Upstreams.Count == 0 ? new { active = change.Active } : new { active = change.Active, upstreams = change.Upstreams };

    /// <summary>A JSON object without the fields is another program's answer.</summary>
    private EdgeSnapshot Checked(EdgeSnapshot state) => state is { Active: not null, Upstreams: not null }
        ? state
        : throw new ControlFailure(edge.Name, $"{edge.ControlUrl} did not answer as an edge does: is this its control address?");
}
