namespace Migration.Checksums.Schemas;

internal enum Generation
{
    None,

    /// <summary>Computed when read: not data, not compared.</summary>
    Virtual,
    Stored,
}
