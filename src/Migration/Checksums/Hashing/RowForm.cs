namespace Migration.Checksums.Hashing;

/// <summary>How a column takes part in the bytes of a row; see <see cref="RowExpression"/>.</summary>
internal enum RowForm
{
    /// <summary>A small integer, packed with others.</summary>
    Word,

    /// <summary>An integer on its own.</summary>
    Number,

    /// <summary>A date or a date and time that is never NULL: always as long, and so the end of a number before it.</summary>
    Fixed,

    /// <summary>A time, or a date that may be NULL: not always as long, but where it ends can be seen from itself.</summary>
    SelfEnding,

    /// <summary>Any other number: up to a comma, which does not occur in it.</summary>
    Listed,

    /// <summary>UTF-8 text: up to 0xFF, which does not occur in it.</summary>
    Ended,

    /// <summary>After its length.</summary>
    Measured,

    /// <summary>As its SHA-256.</summary>
    Digest,

    /// <summary>As the SHA-256 of its readable form, because the two sides store it differently.</summary>
    ReadableDigest,
}
