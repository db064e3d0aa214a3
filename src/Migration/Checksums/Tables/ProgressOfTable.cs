namespace Migration.Checksums.Tables;

/// <summary>Says how far one table is.</summary>
internal sealed class ProgressOfTable(IProgress<ComparisonProgress>? progress, string table, int tablesDone, int tablesTotal, long rowsTotal)
{
    private long _rowsDone;

    public void Report(ComparisonPhase phase, long moreRows = 0)
    {
        _rowsDone += moreRows;
        progress?.Report(new ComparisonProgress(phase, table, tablesDone, tablesTotal, _rowsDone, Math.Max(rowsTotal, _rowsDone)));
    }
}
