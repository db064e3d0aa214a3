namespace Migration.Checksums.Hashing;

/// <summary>How a column takes part in the bytes of a row; see <see cref="RowExpression"/>.</summary>
internal enum RowForm
{
    /// <summary>A small integer, packed with others.</summary>
    Word,

    /// <summary>An integer on its own.</summary>
    Number,

    /// <summary>A date or a date and time: always as long.</summary>
    Fixed,

    /// <summary>Up to 0xFF, which does not occur in it.</summary>
    Ended,

    /// <summary>After its length.</summary>
    Measured,

    /// <summary>As its SHA-256.</summary>
    Digest,

    /// <summary>As the SHA-256 of its readable form, because the two sides store it differently.</summary>
    ReadableDigest,
}
