using System.Text.Json.Serialization;
using Migration.Checksums.Reports;

namespace Migration.Checksums;

/// <summary>What was found for one table.</summary>
/// <param name="DifferenceCount">All differing rows (a multiset counts copies), not only those listed.</param>
/// <param name="Differences">At most <see cref="ComparisonRequest.ListedDifferences"/> of them; with a key, in its order.</param>
/// <param name="SettledRows">Rows that differed between the two snapshots and agreed when looked at again: replication in flight.</param>
/// <param name="LastSettledOnRecheck">The recheck on which the last of them agreed; 0 when there were none.</param>
/// <param name="UnsettledRows">Rows that changed at every look, so nothing can be said of them.</param>
/// <param name="RowsRead">Rows fetched from both servers to name the differences; the rest was hashed where it lies.</param>
public sealed record TableResult(
    string Table,
    TableOutcome Outcome,
    ComparisonMethod Method,
    IReadOnlyList<string> Key,
    long SourceRows,
    long TargetRows,
    int Chunks,
    int DifferingChunks,
    long DifferenceCount,
    IReadOnlyList<RowDifference> Differences,
    long SettledRows,
    int LastSettledOnRecheck,
    long UnsettledRows,
    long RowsRead,
    [property: JsonPropertyName("elapsedMs"), JsonConverter(typeof(MillisecondsConverter))] TimeSpan Elapsed,
    IReadOnlyList<string> Notes);
