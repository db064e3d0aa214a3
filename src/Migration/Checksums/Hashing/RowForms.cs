using Migration.Checksums.Schemas;

namespace Migration.Checksums.Hashing;

internal static class RowForms
{
    public static RowForm Of(ComparedColumn column) => !column.SameType ? RowForm.ReadableDigest : column.Source.FamilyOf switch
    {
        ColumnFamily.LargeText or ColumnFamily.LargeBinary => RowForm.Digest,
        ColumnFamily.Binary => RowForm.Measured,
        ColumnFamily.Text when !column.Source.IsUtf8 => RowForm.Measured,
        _ when column.Nullable => RowForm.Ended,
        _ when column.Source.Bits > 0 => RowForm.Word,
        ColumnFamily.Integer => RowForm.Number,
        ColumnFamily.Date or ColumnFamily.DateTime => RowForm.Fixed,
        _ => RowForm.Ended,
    };
}
