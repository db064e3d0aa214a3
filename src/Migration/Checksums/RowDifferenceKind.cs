namespace Migration.Checksums;

public enum RowDifferenceKind
{
    MissingOnTarget,
    ExtraOnTarget,
    Different,
}
