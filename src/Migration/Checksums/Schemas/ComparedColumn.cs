namespace Migration.Checksums.Schemas;

/// <summary>A column both sides have.</summary>
internal sealed record ComparedColumn(ColumnDefinition Source, ColumnDefinition Target)
{
    /// <summary>Same stored form, so both sides may use the cheap form of their type. Collation and nullability do not change what is stored.</summary>
    public bool SameType { get; } =
        Source.DataType == Target.DataType && Source.ComparableType == Target.ComparableType && Source.CharacterSet == Target.CharacterSet;

    public bool Nullable => Source.Nullable || Target.Nullable;

    public string Name => Source.Name;

    public ColumnDefinition On(Side side) => side == Side.Source ? Source : Target;
}
