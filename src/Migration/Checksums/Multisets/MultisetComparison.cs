using Migration.Checksums.Rows;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;
using Migration.Checksums.Tables;

namespace Migration.Checksums.Multisets;

/// <summary>Compares a table without a usable key: as a whole, and if it differs by a merge of the sorted hashes of all its rows.</summary>
internal sealed class MultisetComparison(ComparisonSides sides, ComparisonRequest request)
{
    public async Task<TableFindings> RunAsync(SharedTable table, CancellationToken cancellationToken)
    {
        var source = new MySqlMultiset(sides.Source.Snapshot, table, Side.Source);
        var target = new MySqlMultiset(sides.Target.Snapshot, table, Side.Target);
        var (s, t) = await Both.AskAsync(source, target, x => x.HashAsync(cancellationToken));
        var findings = new TableFindings { SourceRows = s.Rows, TargetRows = t.Rows, Chunks = 1 };
        if (s.Equals(t))
        {
            return findings;
        }

        findings.DifferingChunks = 1;
        if (!sides.MustRecheck)
        {
            await ListAsync(findings, table, source, target, 0, cancellationToken);
            return findings;
        }

        await RecheckAsync(findings, table, cancellationToken);
        return findings;
    }

    /// <summary>As <see cref="RowRechecker"/> does with rows, here with the table as a whole.</summary>
    private async Task RecheckAsync(TableFindings findings, SharedTable table, CancellationToken cancellationToken)
    {
        var source = new MySqlMultiset(sides.Source.Live, table, Side.Source);
        var target = new MySqlMultiset(sides.Target.Live, table, Side.Target);
        var (writer, replica) = sides.SourceWrites ? (source, target) : (target, source);
        var stood = 0;
        for (var recheck = 1; recheck <= request.Rechecks; recheck++)
        {
            var before = await writer.HashAsync(cancellationToken);
            if (!await sides.ReplicaCatchesUpAsync(request.CatchUpTime, cancellationToken))
            {
                findings.Notes.Add(TableFindings.FellBehind);
                break;
            }

            var there = await replica.HashAsync(cancellationToken);
            await sides.WriterCatchesUpAsync(request.CatchUpTime, cancellationToken);
            var after = await writer.HashAsync(cancellationToken);
            if (there.Equals(before) || there.Equals(after))
            {
                findings.LastSettledOnRecheck = recheck;
                findings.Notes.Add($"differed between the snapshots and agreed on recheck {recheck}: replication in flight");
                return;
            }

            stood = before.Equals(after) ? stood + 1 : 0;
            if (stood == RowRechecker.LooksToConfirm)
            {
                await ListAsync(findings, table, source, target, recheck, cancellationToken);
                return;
            }
        }

        findings.UnsettledRows = Math.Max(1, Math.Abs(findings.SourceRows - findings.TargetRows));
        findings.Notes.Add("the table changed at every look; without a key its rows cannot be looked at one by one");
    }

    private async Task ListAsync(
        TableFindings findings, SharedTable table, MySqlMultiset source, MySqlMultiset target, int rechecks, CancellationToken cancellationToken)
    {
        var listed = new List<HashDifference>();
        await foreach (var difference in MultisetMerge.DifferencesAsync(source.StreamAsync(cancellationToken), target.StreamAsync(cancellationToken)))
        {
            findings.DifferenceCount += difference.Copies;
            if (listed.Count < request.ListedDifferences)
            {
                listed.Add(difference);
            }
        }

        findings.RowsRead += findings.SourceRows + findings.TargetRows;
        var missing = await source.FetchAsync([.. listed.Where(d => d.Missing).Select(d => d.Hash)], cancellationToken);
        var extra = await target.FetchAsync([.. listed.Where(d => !d.Missing).Select(d => d.Hash)], cancellationToken);
        var description = new DifferenceDescription(table, new ValueDisplay(request.ShownValueLength, request.OmitValues));
        findings.Differences.AddRange(listed
            .Where(d => (d.Missing ? missing : extra).ContainsKey(d.Hash))
            .Select(d => description.OfUnnamed((d.Missing ? missing : extra)[d.Hash], d.Missing, d.Copies, rechecks)));
    }
}
