using Migration.Checksums.Points;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Tables;

/// <summary>One comparison from the first connection to the report.</summary>
internal sealed class ComparisonRun(ComparisonRequest request, TimeProvider clock, IProgress<ComparisonProgress>? progress)
{
    public async Task<ComparisonReport> RunAsync(CancellationToken cancellationToken)
    {
        var (startedAt, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        progress?.Report(new ComparisonProgress(ComparisonPhase.Preparing, null, 0, 0, 0, 0));
        await using var source = await ComparedSide.OpenAsync(Side.Source, request.Source, request.Tag, cancellationToken);
        await using var target = await ComparedSide.OpenAsync(Side.Target, request.Target, request.Tag, cancellationToken);
        var link = request.Direction == ReplicationDirection.Detect
            ? await ReplicationProbe.FindAsync(source, target, cancellationToken)
            : new ReplicationLink(request.Direction, null);
        var (sourceSchema, targetSchema) = await Both.AskAsync(source, target, x => x.SchemaAsync(request.Database, cancellationToken));
        var tables = TablePairing.Of(request, sourceSchema, targetSchema);

        var point = await new PointFinder(source, target, clock).FindAsync(link, request.AlignmentTime, request.CatchUpTime, cancellationToken);
        var results = await CompareAsync(tables, new ComparisonSides(source, target, point), cancellationToken);
        var (sourceNow, targetNow) = await Both.AskAsync(source, target, x => x.ExecutedGtidsAsync(cancellationToken));

        var quiet = source.HasGtids && target.HasGtids && sourceNow == point.SourceGtid && targetNow == point.TargetGtid;
        progress?.Report(new ComparisonProgress(ComparisonPhase.Done, null, results.Count, results.Count, 0, 0));
        return new ComparisonReport(
            request.Database, source.Identity, target.Identity, startedAt, clock.GetElapsedTime(start),
            PointStatement.Complete(point, quiet, source.Identity, target.Identity),
            request.OmitValues, request.ExcludedTables, tables.Findings, results);
    }

    private async Task<IReadOnlyList<TableResult>> CompareAsync(TablePairing tables, ComparisonSides sides, CancellationToken cancellationToken)
    {
        var comparer = new TableComparer(sides, request, clock);
        var results = new List<TableResult>(tables.OneSided);
        foreach (var table in tables.Shared)
        {
            var ofTable = new ProgressOfTable(progress, table.Name, results.Count, tables.Count, table.EstimatedRows);
            results.Add(await comparer.CompareAsync(table, ofTable, cancellationToken));
        }

        return [.. results.OrderBy(r => r.Table, StringComparer.Ordinal)];
    }
}
