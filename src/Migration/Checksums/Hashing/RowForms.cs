using Migration.Checksums.Schemas;

namespace Migration.Checksums.Hashing;

internal static class RowForms
{
    public static RowForm Of(ComparedColumn column) => !column.SameType ? RowForm.ReadableDigest : column.Source.FamilyOf switch
    {
        ColumnFamily.LargeText or ColumnFamily.LargeBinary => RowForm.Digest,
        ColumnFamily.Binary => RowForm.Measured,
        ColumnFamily.Text when !column.Source.IsUtf8 => RowForm.Measured,
        ColumnFamily.Text => RowForm.Ended,
        ColumnFamily.Time => RowForm.SelfEnding,
        ColumnFamily.Date or ColumnFamily.DateTime => column.Nullable ? RowForm.SelfEnding : RowForm.Fixed,
        _ when column.Nullable => RowForm.Listed,
        _ when column.Source.Bits > 0 => RowForm.Word,
        ColumnFamily.Integer => RowForm.Number,
        _ => RowForm.Listed,
    };
}
