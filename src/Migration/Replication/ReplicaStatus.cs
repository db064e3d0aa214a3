using Migration.Servers;

namespace Migration.Replication;

/// <summary>What SHOW REPLICA STATUS says, whichever names the version uses.</summary>
/// <param name="SecondsBehind">Null when the server does not know (a thread is not running).</param>
internal sealed record ReplicaStatus(
    string SourceHost,
    int SourcePort,
    string SourceUuid,
    bool IoRunning,
    bool SqlRunning,
    string IoState,
    string LastIoError,
    string LastSqlError,
    long? SecondsBehind,
    bool AutoPosition,
    string Retrieved)
{
    public bool IsHealthy => IoRunning && SqlRunning && LastIoError.Length == 0 && LastSqlError.Length == 0;

    /// <summary>One sentence on what is wrong, or that nothing is.</summary>
    public string Sentence => IsHealthy
        ? $"receiving and applying from {SourceHost}:{SourcePort}"
        : string.Join("; ", new[]
        {
            IoRunning ? "" : $"the receiver is not running ({IoState})",
            SqlRunning ? "" : "the applier is not running",
            LastIoError,
            LastSqlError,
        }.Where(text => text.Length > 0));

    public static ReplicaStatus Read(ResultRow row)
    {
        return new ReplicaStatus(
            Text("Source_Host", "Master_Host"),
            (int)row.Number(row.Has("Source_Port") ? "Source_Port" : "Master_Port"),
            Text("Source_UUID", "Master_UUID").ToLowerInvariant(),
            Text("Replica_IO_Running", "Slave_IO_Running") == "Yes",
            Text("Replica_SQL_Running", "Slave_SQL_Running") == "Yes",
            Text("Replica_IO_State", "Slave_IO_State") is { Length: > 0 } state ? state : Text("Replica_IO_Running", "Slave_IO_Running"),
            row.Text("Last_IO_Error"),
            row.Text("Last_SQL_Error"),
            row.NumberOrNull(row.Has("Seconds_Behind_Source") ? "Seconds_Behind_Source" : "Seconds_Behind_Master"),
            Text("Auto_Position", "Auto_Position") == "1",
            row.Text("Retrieved_Gtid_Set").Replace("\n", "", StringComparison.Ordinal));

        string Text(string now, string before) => row.Text(row.Has(now) ? now : before);
    }
}
