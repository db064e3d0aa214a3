using Migration.Checksums.Multisets;
using Migration.Checksums.Schemas;
using MySqlConnector;

namespace Migration.Checksums.Tables;

/// <summary>Compares one table both sides have, and turns what can go wrong with a table alone into its result.</summary>
internal sealed class TableComparer(ComparisonSides sides, ComparisonRequest request, TimeProvider clock)
{
    public async Task<TableResult> CompareAsync(SharedTable table, ProgressOfTable progress, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        progress.Report(ComparisonPhase.Comparing);
        TableFindings findings;
        try
        {
            findings = table.Columns.Count == 0 ? Nothing()
                : table.Key is null ? await new MultisetComparison(sides, request).RunAsync(table, cancellationToken)
                : await new KeyedComparison(sides, request, progress).RunAsync(table, cancellationToken);
        }
        catch (MySqlException e) when (Reason(e.ErrorCode) is { } reason)
        {
            await sides.Source.Snapshot.RecoverAsync(cancellationToken);
            await sides.Target.Snapshot.RecoverAsync(cancellationToken);
            findings = new TableFindings { UnsettledRows = table.EstimatedRows };
            findings.Notes.Add($"not compared: {reason} (MySQL error {e.Number})");
            return Result(table, ComparisonMethod.NotCompared, TableOutcome.Undecided, findings, clock.GetElapsedTime(start));
        }

        var method = table.Columns.Count == 0 ? ComparisonMethod.NotCompared : table.Key is null ? ComparisonMethod.AsMultiset : ComparisonMethod.ByKey;
        var undecided = findings.Outcome == TableOutcome.Equal && (method == ComparisonMethod.NotCompared || table.OneSidedColumns.Count > 0);
        return Result(table, method, undecided ? TableOutcome.Undecided : findings.Outcome, findings, clock.GetElapsedTime(start));
    }

    /// <summary>A table that one side lacks.</summary>
    public static TableResult OneSided(TableDefinition table, TableOutcome outcome) => new(
        table.Name, outcome, ComparisonMethod.NotCompared, [],
        outcome == TableOutcome.OnlyOnSource ? table.EstimatedRows : 0, outcome == TableOutcome.OnlyOnTarget ? table.EstimatedRows : 0,
        0, 0, 0, [], 0, 0, 0, 0, TimeSpan.Zero, ["the number of rows is the optimizer's estimate"]);

    /// <summary>A table that was asked for and that neither side has: a name mistyped must not read as equal.</summary>
    public static TableResult Unknown(string name) => new(
        name, TableOutcome.Undecided, ComparisonMethod.NotCompared, [], 0, 0, 0, 0, 0, [], 0, 0, 0, 0, TimeSpan.Zero, ["neither side has this table"]);

    private static TableFindings Nothing()
    {
        var findings = new TableFindings();
        findings.Notes.Add("not compared: the two sides have no column in common");
        return findings;
    }

    private static TableResult Result(SharedTable table, ComparisonMethod method, TableOutcome outcome, TableFindings findings, TimeSpan elapsed) => new(
        table.Name, outcome, method, [.. (table.Key?.Columns ?? []).Select(c => c.Name)], findings.SourceRows, findings.TargetRows,
        findings.Chunks, findings.DifferingChunks, findings.DifferenceCount, findings.Differences, findings.SettledRows,
        findings.LastSettledOnRecheck, findings.UnsettledRows, findings.RowsRead, elapsed, [.. table.Notes, .. findings.Notes]);

    /// <summary>What concerns this table only; anything else ends the comparison.</summary>
    private static string? Reason(MySqlErrorCode error) => error switch
    {
        MySqlErrorCode.TableDefinitionChanged or MySqlErrorCode.NoSuchTable or MySqlErrorCode.BadFieldError or MySqlErrorCode.KeyDoesNotExist =>
            "its definition changed during the comparison",
        MySqlErrorCode.LockWaitTimeout => "a DDL statement held it",
        MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied => "the account may not read it",
        _ => null,
    };
}
