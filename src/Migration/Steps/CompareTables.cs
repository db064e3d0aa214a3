using Migration.Checksums;
using Migration.Running;

namespace Migration.Steps;

/// <summary>Compares all tables at one GTID point; a difference fails the step and names the rows.</summary>
internal sealed class CompareTables(ChecksumOptions options) : Step
{
    private const int Told = 20;

    public override string Intent => "compare every table in chunks on both servers at one GTID point, and name the rows that differ";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Checksum;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var request = options.Adjust(new ComparisonRequest(
            new ComparedServer(run.Source.Name, run.Options.Source.ConnectionString),
            new ComparedServer(run.Target.Name, run.Options.Target.ConnectionString),
            run.Options.Database));
        var report = await TableComparison.CompareAsync(request, new Telling(run), cancellation);
        options.Report?.Invoke(report);
        var files = Write(report, run.RunId);
        Note(run, report);
        var where = files.Count == 0 ? "" : $" ({string.Join(", ", files)})";
        return report.Outcome switch
        {
            ComparisonOutcome.Equal => Finding.Ok($"{report.Tables.Count} tables, {report.RowsCompared} rows: equal; {report.Point.Statement}{where}"),
            ComparisonOutcome.Different => Finding.Not($"{report.DifferenceCount} rows differ: {string.Join("; ", Sentences(report).Take(5))}{where}", "see the rows named; repair them or load the dump again"),
            _ => Finding.Not($"could not be decided: {string.Join("; ", Sentences(report).Take(5))}{where}", "run it again when fewer writes are under way"),
        };
    }

    private static void Note(RunContext run, ComparisonReport report)
    {
        run.Fact(FactNames.TablesCompared, (long)report.Tables.Count);
        run.Fact(FactNames.RowsCompared, report.RowsCompared);
        run.Fact(FactNames.RowsDifferent, report.DifferenceCount);
        run.Fact("comparison", report.Outcome.ToString());
        run.Fact("comparison_point", report.Point.Statement);
        run.Fact("differences", Sentences(report).Take(Told).ToArray());
    }

    /// <summary>"meetings id=17: different (title)".</summary>
    private static IEnumerable<string> Sentences(ComparisonReport report) =>
        report.Tables.Where(table => table.Outcome != TableOutcome.Equal).SelectMany(table => table.Differences.Count == 0
            ? [$"{table.Table}: {table.Outcome} {string.Join("; ", table.Notes)}".TrimEnd()]
            : table.Differences.Select(row => $"{table.Table} {string.Join(",", row.Key.Select(key => $"{key.Column}={key.Value}"))}: {row.Kind}{Columns(row)}"));

    private static string Columns(RowDifference row) => row.Kind == RowDifferenceKind.Different ? $" ({string.Join(", ", row.Columns.Select(column => column.Column))})" : "";

    private List<string> Write(ComparisonReport report, string runId)
    {
        if (options.OutputFolder is not { } folder)
        {
            return [];
        }

        Directory.CreateDirectory(folder);
        var json = Path.Combine(folder, $"checksum-{runId}.json");
        var tables = Path.Combine(folder, $"checksum-{runId}-tables.csv");
        var differences = Path.Combine(folder, $"checksum-{runId}-differences.csv");
        using (var file = File.Create(json))
        {
            ComparisonJson.Write(report, file);
        }

        using (var text = new StreamWriter(tables))
        {
            ComparisonCsv.WriteTables(report, text);
        }

        using (var text = new StreamWriter(differences))
        {
            ComparisonCsv.WriteDifferences(report, text);
        }

        return [json, tables, differences];
    }

    private sealed class Telling(RunContext run) : IProgress<ComparisonProgress>
    {
        private string? _last;

        public void Report(ComparisonProgress value)
        {
            var place = $"{value.Phase} {value.Table} ({value.TablesDone}/{value.TablesTotal} tables)";
            if (place != _last)
            {
                _last = place;
                run.Progress(place, new Dictionary<string, object?> { [FactNames.RowsCompared] = value.RowsDone, ["rows_total"] = value.RowsTotal });
            }
        }
    }
}
