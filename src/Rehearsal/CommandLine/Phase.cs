namespace Rehearsal.CommandLine;

/// <summary>A phase of the migration that can be rehearsed by itself.</summary>
public enum Phase
{
    /// <summary>Phases 5 to 7: cut the database over, reverse replication, checksum, roll back.</summary>
    Db,
}
