using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>The version in force after a change, or why there was none: then neither the file nor the answers were changed.</summary>
internal readonly record struct ChangeResult(ZoneVersion? Version, TableProblem? Problem);
