namespace Rehearsal.Plans;

/// <summary>The runbooks a rehearsal plays, by their names on Migration's command line.</summary>
public static class RunbookName
{
    public const string CheckSource = "check-source";
    public const string DumpAndLoad = "dump-and-load";
    public const string SetUpReplication = "set-up-replication";
    public const string WatchReplication = "watch";
    public const string VerifyData = "verify-data";
    public const string CutOver = "cut-over";
    public const string SetUpReverseReplication = "set-up-reverse-replication";
    public const string Checksum = "checksum";
    public const string RollBack = "roll-back";
    public const string DeployServices = "deploy-services";
    public const string RollBackServices = "roll-back-services";
    public const string SwitchNginx = "switch-nginx";
    public const string RollBackNginx = "roll-back-nginx";
    public const string SwitchDns = "switch-dns";
    public const string RollBackDns = "roll-back-dns";
    public const string RollBackAll = "roll-back-all";
}
