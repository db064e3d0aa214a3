namespace Migration.Checksums;

internal enum Side
{
    Source,
    Target,
}
