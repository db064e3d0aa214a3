using Migration.Checksums.Keys;
using Migration.Checksums.Rows;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Tables;

/// <summary>
/// Compares a table chunk by chunk: both servers hash the same ranges of keys, and where the hashes differ the rows are located. What to make
/// of those rows depends on the points: final at one point, to be looked at again otherwise.
/// </summary>
internal sealed class KeyedComparison(ComparisonSides sides, ComparisonRequest request, ProgressOfTable progress)
{
    /// <summary>Rows that are looked at again, at most: their keys are held in memory.</summary>
    private const int RecheckedRows = 10_000;

    private const int FetchedAtOnce = 100;

    /// <summary>So many differing chunks are put by before the scan halts for them: locating needs the scan's connections.</summary>
    private const int LocatedAtOnce = 64;

    public async Task<TableFindings> RunAsync(SharedTable table, CancellationToken cancellationToken)
    {
        var source = new MySqlTable(sides.Source.Snapshot, table, Side.Source);
        var target = new MySqlTable(sides.Target.Snapshot, table, Side.Target);
        var plan = await PlanAsync(table, source, target, cancellationToken);
        var findings = new TableFindings();
        var candidates = new CandidateList(sides.MustRecheck ? RecheckedRows : request.ListedDifferences);
        await ScanAsync(findings, candidates, source, target, plan, cancellationToken);

        var description = new DifferenceDescription(table, new ValueDisplay(request.ShownValueLength, request.OmitValues));
        if (sides.MustRecheck)
        {
            await RecheckAsync(findings, candidates, table, description, cancellationToken);
        }
        else
        {
            findings.DifferenceCount = candidates.Count;
            await DescribeAsync(findings, candidates, source, target, description, cancellationToken);
        }

        return findings;
    }

    private async Task ScanAsync(
        TableFindings findings, CandidateList candidates, IComparedTable source, IComparedTable target, IChunkPlan plan, CancellationToken cancellationToken)
    {
        var locator = new RowLocator(source, target);
        var differing = new List<ScannedChunk>();
        await using var scan = new ChunkScan(source, target, plan);
        while (true)
        {
            if (await scan.NextAsync(differing.Count < LocatedAtOnce, cancellationToken) is { } chunk)
            {
                findings.Chunks++;
                findings.SourceRows += chunk.Source.Rows;
                findings.TargetRows += chunk.Target.Rows;
                progress.Report(ComparisonPhase.Comparing, chunk.Rows);
                if (chunk.Differs)
                {
                    findings.DifferingChunks++;
                    differing.Add(chunk);
                }
            }
            else if (differing.Count > 0)
            {
                await LocateAsync(candidates, locator, differing, cancellationToken);
                differing.Clear();
            }
            else
            {
                break;
            }
        }

        findings.RowsRead = locator.RowsRead;
    }

    private async Task LocateAsync(CandidateList candidates, RowLocator locator, List<ScannedChunk> differing, CancellationToken cancellationToken)
    {
        progress.Report(ComparisonPhase.Locating);
        foreach (var chunk in differing)
        {
            await foreach (var candidate in locator.LocateAsync(chunk.Range, chunk.Source, chunk.Target, cancellationToken))
            {
                candidates.Add(candidate);
            }
        }

        progress.Report(ComparisonPhase.Comparing);
    }

    private async Task<IChunkPlan> PlanAsync(SharedTable table, MySqlTable source, MySqlTable target, CancellationToken cancellationToken)
    {
        if (table.Key!.IsOneInteger)
        {
            var (s, t) = await Both.AskAsync(source, target, x => x.BoundsAsync(cancellationToken));
            if (IntegerChunks.ForDense([.. s, .. t], table.EstimatedRows, request.ChunkRows) is { } chunks)
            {
                return chunks;
            }
        }

        // On a connection of its own, so that the next bound is looked up while the scan's connections hash.
        return new KeysetChunks(new MySqlTable(sides.Source.Live, table, Side.Source), request.ChunkRows);
    }

    private static async Task DescribeAsync(
        TableFindings findings, CandidateList candidates, IComparedTable source, IComparedTable target, DifferenceDescription description, CancellationToken cancellationToken)
    {
        foreach (var batch in candidates.Kept.Chunk(FetchedAtOnce))
        {
            RowKey[] keys = [.. batch.Select(c => c.Key)];
            var (s, t) = await Both.AskAsync(source, target, x => x.FetchAsync(keys, cancellationToken));
            var (inSource, inTarget) = (s.ToDictionary(r => r.Key!), t.ToDictionary(r => r.Key!));
            findings.RowsRead += s.Count + t.Count;
            findings.Differences.AddRange(keys.Select(
                key => description.Of(key, inSource.GetValueOrDefault(key), inTarget.GetValueOrDefault(key), rechecks: 0)));
        }
    }

    private async Task RecheckAsync(
        TableFindings findings, CandidateList candidates, SharedTable table, DifferenceDescription description, CancellationToken cancellationToken)
    {
        var source = new MySqlTable(sides.Source.Live, table, Side.Source);
        var target = new MySqlTable(sides.Target.Live, table, Side.Target);
        var (writer, replica) = sides.SourceWrites ? (source, target) : (target, source);
        var rechecker = new RowRechecker(
            writer,
            replica,
            token => sides.ReplicaCatchesUpAsync(request.CatchUpTime, token),
            token => sides.WriterCatchesUpAsync(request.CatchUpTime, token),
            request.Rechecks,
            request.ListedDifferences);
        var result = await rechecker.RunAsync(
            [.. candidates.Kept.Select(c => c.Key)], _ => progress.Report(ComparisonPhase.Rechecking), cancellationToken);
        findings.DifferenceCount = result.Confirmed;
        findings.SettledRows = result.Settled;
        findings.LastSettledOnRecheck = result.LastSettledOnRecheck;
        findings.UnsettledRows = result.Unsettled + candidates.Count - candidates.Kept.Count;
        findings.Differences.AddRange(result.Listed.Select(row => sides.SourceWrites
            ? description.Of(row.Key, row.Writer, row.Replica, row.Rechecks)
            : description.Of(row.Key, row.Replica, row.Writer, row.Rechecks)));
        if (result.ReplicaFellBehind)
        {
            findings.Notes.Add(TableFindings.FellBehind);
        }

        if (candidates.Count > candidates.Kept.Count)
        {
            findings.Notes.Add($"{candidates.Count} rows differed between the snapshots; only the first {candidates.Kept.Count} were looked at again");
        }
    }
}
