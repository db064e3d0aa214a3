using Migration.Control;

namespace Migration.Edges;

/// <summary>An edge's control API.</summary>
internal interface IEdgeControl : IDisposable
{
    /// <exception cref="ControlFailure">It does not answer, or refuses.</exception>
    Task<EdgeSnapshot> StateAsync(CancellationToken cancellation);

    /// <summary><c>nginx -t</c>: would this table be accepted, and do its upstreams answer? Changes nothing.</summary>
    /// <exception cref="ControlFailure">The test failed.</exception>
    Task TestAsync(EdgeChange change, CancellationToken cancellation);

    /// <summary><c>nginx -s reload</c>: new connections use the new table; requests in flight and WebSockets stay.</summary>
    /// <exception cref="ControlFailure">Refused and nothing changed, or no answer.</exception>
    Task<EdgeSnapshot> SwitchAsync(EdgeChange change, CancellationToken cancellation);
}
