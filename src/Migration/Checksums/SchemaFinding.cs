namespace Migration.Checksums;

/// <summary>A difference between the definitions of the two sides; null where that side has no such thing.</summary>
public sealed record SchemaFinding(string Table, string? Column, string What, string? Source, string? Target)
{
    public override string ToString() =>
        $"{Table}{(Column is null ? "" : "." + Column)}: {What}: {Source ?? "(absent)"} on the source, {Target ?? "(absent)"} on the target";
}
