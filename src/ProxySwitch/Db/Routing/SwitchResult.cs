using ProxySwitch.Tables;

namespace ProxySwitch.Db.Routing;

/// <summary>The new generation, or why there is none: then neither the file nor the routing was changed.</summary>
internal readonly record struct SwitchResult(Generation? Generation, TableProblem? Problem);
