namespace Migration.Checksums.Keys;

/// <summary>Lays ranges end to end over all keys, from the open beginning to the open end. May be asked for more before it hears of the last.</summary>
internal interface IChunkPlan
{
    /// <summary>The next range, or null after the one that is open at its end.</summary>
    Task<KeyRange?> NextAsync(CancellationToken cancellationToken);

    /// <summary>Says how many rows the earliest range not yet told of turned out to hold.</summary>
    void Met(long rows);
}
