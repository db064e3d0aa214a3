namespace Rehearsal.CommandLine;

/// <summary>A phase of the migration that can be rehearsed by itself; all of them, in this order, are the whole migration and the way back.</summary>
public enum Phase
{
    /// <summary>Phases 5 to 7: cut the database over, reverse replication, checksum, roll back.</summary>
    Db,

    /// <summary>Phase 9: blue/green deploy of the API and the chat.</summary>
    Deploy,

    /// <summary>Phase 10: the old edge's upstream moves to the new place.</summary>
    Nginx,

    /// <summary>Phase 11: the name moves to the new edge.</summary>
    Dns,

    /// <summary>Everything back to where it began: record, upstreams, services, database. All the others together imply it.</summary>
    RollbackAll,
}
