using Migration.Checksums.Tables;

namespace Migration.Checksums;

/// <summary>
/// Compares the tables of one database on two live MySQL servers, down to the rows and columns that differ.
/// Reads only: no lock that outlives a statement, no table of its own, nothing written on either side.
/// </summary>
public static class TableComparison
{
    /// <exception cref="ArgumentException">The request does not validate; the message has every error.</exception>
    /// <exception cref="MySqlConnector.MySqlException">A server was lost or refused; differences never throw.</exception>
    public static Task<ComparisonReport> CompareAsync(
        ComparisonRequest request, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default) =>
        CompareAsync(request, TimeProvider.System, progress, cancellationToken);

    internal static async Task<ComparisonReport> CompareAsync(
        ComparisonRequest request, TimeProvider clock, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        var errors = request.Validate();
        return errors.Count > 0
            ? throw new ArgumentException(string.Join("; ", errors), nameof(request))
            : await new ComparisonRun(request, clock, progress).RunAsync(cancellationToken);
    }
}
