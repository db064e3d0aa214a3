namespace Migration.Control;

/// <summary>A control API (of the proxy, an edge, the zone or the host) did not answer, or refused.</summary>
/// <param name="who">Whose, as the sentence begins, e.g. <c>proxy</c>.</param>
internal sealed class ControlFailure(string who, string message, Exception? inner = null) : Exception($"{who}: {message}", inner)
{
    /// <summary>It answered and said no: nothing was changed. False when no answer came, and it may have acted.</summary>
    public bool IsRefusal { get; init; }
}
