using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Migration.Checksums;

/// <summary>The report as two tables for a spreadsheet or a script: RFC 4180, header line, NULL as \N, omitted values empty.</summary>
public static class ComparisonCsv
{
    private const string Null = @"\N";

    /// <summary>One line per table.</summary>
    public static void WriteTables(ComparisonReport report, TextWriter destination)
    {
        using var csv = Writer(destination);
        Line(csv, "table", "outcome", "method", "key", "source_rows", "target_rows", "chunks", "differing_chunks", "differences", "listed",
            "settled", "settled_on_recheck", "unsettled", "elapsed_ms", "notes");
        foreach (var t in report.Tables)
        {
            Line(csv, t.Table, t.Outcome, t.Method, string.Join(",", t.Key), t.SourceRows, t.TargetRows, t.Chunks, t.DifferingChunks, t.DifferenceCount,
                t.Differences.Count, t.SettledRows, t.LastSettledOnRecheck, t.UnsettledRows,
                t.Elapsed.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture), string.Join("; ", t.Notes));
        }
    }

    /// <summary>One line per differing column, or per row where no column is to be named.</summary>
    public static void WriteDifferences(ComparisonReport report, TextWriter destination)
    {
        using var csv = Writer(destination);
        Line(csv, "table", "key", "kind", "column", "source", "target", "copies", "rechecks");
        foreach (var table in report.Tables.Where(t => t.Outcome is TableOutcome.OnlyOnSource or TableOutcome.OnlyOnTarget))
        {
            Line(csv, table.Table, "", table.Outcome, "", "", "", "", "");
        }

        foreach (var (table, row) in report.Tables.SelectMany(t => t.Differences.Select(d => (t.Table, d))))
        {
            var key = string.Join(";", row.Key.Select(k => $"{k.Column}={k.Value}"));
            foreach (var column in row.Columns)
            {
                Line(csv, table, key, row.Kind, column.Column, Value(column.Source), Value(column.Target), row.Copies, row.Rechecks);
            }

            if (row.Columns.Count == 0)
            {
                Line(csv, table, key, row.Kind, "", "", "", row.Copies, row.Rechecks);
            }
        }

        string Value(string? value) => report.ValuesOmitted ? "" : value ?? Null;
    }

    private static CsvWriter Writer(TextWriter destination) =>
        new(destination, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);

    private static void Line(CsvWriter csv, params object[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(Convert.ToString(field, CultureInfo.InvariantCulture));
        }

        csv.NextRecord();
    }
}
