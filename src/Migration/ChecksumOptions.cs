using Migration.Checksums;

namespace Migration;

/// <summary>What the checksum compares and where it writes what it found.</summary>
public sealed record ChecksumOptions
{
    /// <summary>Folder for <c>checksum-RUN.json</c>, <c>-tables.csv</c> and <c>-differences.csv</c>; null: none are written.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Handed the whole report.</summary>
    public Action<ComparisonReport>? Report { get; init; }

    /// <summary>Changes the request before it is run (tables, chunk size, how many rows are listed).</summary>
    public Func<ComparisonRequest, ComparisonRequest> Adjust { get; init; } = static request => request;
}
