namespace Rehearsal.CommandLine;

/// <summary>A phase of the migration that can be rehearsed by itself; all of them, in this order, are the whole migration.</summary>
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
}
