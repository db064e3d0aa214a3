namespace Migration;

/// <summary>Whether new connections are sent to the other server before or after the writes stop.</summary>
public enum SwitchOrder
{
    /// <summary>The runbook's order: the proxy first ("lay the road"), then the freeze. New connections of the window reach a server that refuses their writes until it is promoted.</summary>
    SwitchFirst,

    /// <summary>Freeze, catch up and promote, then the proxy: no connection ever reaches a server that is not yet promoted; the proxy's change is inside the window.</summary>
    FenceFirst,
}
