namespace Migration.Checksums.Keys;

/// <summary>Lays ranges end to end over all keys, from the open beginning to the open end.</summary>
internal interface IChunkPlan
{
    /// <summary>The next range, or null after the one that is open at its end.</summary>
    /// <param name="rowsOfLast">What the range before this one turned out to hold; 0 for the first.</param>
    Task<KeyRange?> NextAsync(long rowsOfLast, CancellationToken cancellationToken);
}
