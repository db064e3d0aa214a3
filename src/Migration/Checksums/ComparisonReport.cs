using System.Text.Json.Serialization;
using Migration.Checksums.Reports;

namespace Migration.Checksums;

public sealed record ComparisonReport(
    string Database,
    ComparedIdentity Source,
    ComparedIdentity Target,
    DateTimeOffset StartedAt,
    [property: JsonPropertyName("elapsedMs"), JsonConverter(typeof(MillisecondsConverter))] TimeSpan Elapsed,
    ComparisonPoint Point,
    bool ValuesOmitted,
    IReadOnlyList<string> ExcludedTables,
    IReadOnlyList<SchemaFinding> SchemaFindings,
    IReadOnlyList<TableResult> Tables)
{
    /// <summary>The worst of the tables; a comparison of nothing is undecided, not equal.</summary>
    public ComparisonOutcome Outcome =>
        Tables.Any(t => t.Outcome is TableOutcome.Different or TableOutcome.OnlyOnSource or TableOutcome.OnlyOnTarget) ? ComparisonOutcome.Different
        : Tables.Count == 0 || Tables.Any(t => t.Outcome is TableOutcome.Undecided) ? ComparisonOutcome.Undecided
        : ComparisonOutcome.Equal;

    public long DifferenceCount => Tables.Sum(t => t.DifferenceCount);

    public long RowsCompared => Tables.Sum(t => Math.Max(t.SourceRows, t.TargetRows));
}
