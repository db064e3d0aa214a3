namespace ProxySwitch.Db.Sessions;

internal enum Direction
{
    /// <summary>Client to upstream.</summary>
    Up,

    /// <summary>Upstream to client.</summary>
    Down,
}
