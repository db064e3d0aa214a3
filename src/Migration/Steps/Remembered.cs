namespace Migration.Steps;

/// <summary>Keys of the run's memory: what undo (perhaps in another process) needs to know.</summary>
internal static class Remembered
{
    /// <summary>Privileges the application has on its database, e.g. "INSERT, UPDATE".</summary>
    public const string AppPrivileges = "app.privileges";

    /// <summary>GTIDs of the old server when its writes had stopped.</summary>
    public const string Frozen = "frozen";

    /// <summary>"yes" when the new server replicated from the old one at the start.</summary>
    public const string Replicated = "replicated";

    /// <summary>The statement with which a write is tried through the proxy.</summary>
    public const string ProbeStatement = "probe.statement";

    /// <summary>When the write window opened, Unix microseconds.</summary>
    public const string WindowOpened = "window.opened";

    /// <summary>Sessions on the new server with ids up to this one began before its promotion.</summary>
    public const string SessionsBoundary = "sessions.boundary";

    /// <summary>The server (Source or Target) the operator gave up for lost.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>GTID set of the dump.</summary>
    public const string DumpGtids = "dump.gtids";

    /// <summary>Accounts created by the run, as role:user, separated by spaces.</summary>
    public const string CreatedAccounts = "created.accounts";
}
