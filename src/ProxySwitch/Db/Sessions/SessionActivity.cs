namespace ProxySwitch.Db.Sessions;

/// <param name="Progress">The session's progress when it was last seen to change.</param>
/// <param name="Since">Timestamp of that sweep.</param>
internal sealed record SessionActivity(long Progress, long Since);
