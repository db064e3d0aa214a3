namespace Migration.Checksums.Tables;

/// <summary>What comes together while one table is compared; one owner, turned into a <see cref="TableResult"/> at the end.</summary>
internal sealed class TableFindings
{
    public const string FellBehind = "the replica did not catch up in time, so the rows left could not be looked at again";

    public long SourceRows { get; set; }

    public long TargetRows { get; set; }

    public int Chunks { get; set; }

    public int DifferingChunks { get; set; }

    public long DifferenceCount { get; set; }

    public List<RowDifference> Differences { get; } = [];

    public long SettledRows { get; set; }

    public int LastSettledOnRecheck { get; set; }

    public long UnsettledRows { get; set; }

    public long RowsRead { get; set; }

    public List<string> Notes { get; } = [];

    public TableOutcome Outcome =>
        DifferenceCount > 0 ? TableOutcome.Different : UnsettledRows > 0 ? TableOutcome.Undecided : TableOutcome.Equal;
}
