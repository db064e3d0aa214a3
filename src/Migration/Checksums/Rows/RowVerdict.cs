namespace Migration.Checksums.Rows;

internal enum RowVerdict
{
    /// <summary>The replica has what the writer had a moment before or has now.</summary>
    Agrees,

    /// <summary>The writer's row did not change, the replica had caught up with it, and still it differs.</summary>
    Stands,

    /// <summary>The writer's row changed meanwhile: this look decides nothing.</summary>
    Moves,
}
