using System.Globalization;
using System.Text;

namespace Migration.Replication;

/// <summary>
/// A set of global transaction identifiers as MySQL writes them: <c>uuid:1-5:7,uuid:tag:1-3</c> (tags since 8.3). Immutable.
/// https://dev.mysql.com/doc/refman/8.4/en/replication-gtids-concepts.html
/// </summary>
internal sealed class GtidSet : IEquatable<GtidSet>
{
    public static readonly GtidSet Empty = new([]);

    /// <summary>Per origin (uuid, or uuid:tag), the transaction numbers.</summary>
    private readonly SortedDictionary<string, IntervalSet> _origins;

    private GtidSet(SortedDictionary<string, IntervalSet> origins) => _origins = origins;

    public bool IsEmpty => _origins.Count == 0;

    /// <summary>Number of transactions.</summary>
    public long Count => _origins.Values.Sum(intervals => intervals.Count);

    /// <summary>Every interval with its origin, in order.</summary>
    public IEnumerable<(string Origin, long First, long Last)> Intervals =>
        _origins.SelectMany(origin => origin.Value.Ranges.Select(range => (origin.Key, range.First, range.Last)));

    /// <exception cref="FormatException">The text is not a GTID set.</exception>
    public static GtidSet Parse(string text)
    {
        var origins = new SortedDictionary<string, IntervalSet>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            ParseUuid(part, text, origins);
        }

        return new GtidSet(origins);
    }

    public GtidSet Union(GtidSet other) => Combine(other, static (mine, its) => mine.Union(its));

    public GtidSet Except(GtidSet other) => Combine(other, static (mine, its) => mine.Except(its));

    public bool Contains(GtidSet other) => other.Except(this).IsEmpty;

    /// <summary>The transactions that began on one server (all its tags).</summary>
    public GtidSet OfServer(string uuid) => Where(origin => origin.StartsWith(uuid, StringComparison.OrdinalIgnoreCase));

    /// <summary>The transactions that began on any other server.</summary>
    public GtidSet NotOfServer(string uuid) => Where(origin => !origin.StartsWith(uuid, StringComparison.OrdinalIgnoreCase));

    public bool Equals(GtidSet? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as GtidSet);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (origin, intervals) in _origins)
        {
            text.Append(text.Length > 0 ? "," : "").Append(origin);
            foreach (var (first, last) in intervals.Ranges)
            {
                text.Append(CultureInfo.InvariantCulture, $":{first}").Append(last > first ? string.Create(CultureInfo.InvariantCulture, $"-{last}") : "");
            }
        }

        return text.ToString();
    }

    private static void ParseUuid(string part, string text, SortedDictionary<string, IntervalSet> origins)
    {
        var pieces = part.Split(':', StringSplitOptions.TrimEntries);
        if (pieces.Length < 2 || !Guid.TryParseExact(pieces[0], "D", out var uuid))
        {
            throw new FormatException($"not a GTID set: {text}");
        }

        // Intervals follow the uuid, then each tag is followed by its own.
        var origin = uuid.ToString("D");
        foreach (var piece in pieces.Skip(1))
        {
            if (piece.Length > 0 && (char.IsAsciiLetter(piece[0]) || piece[0] == '_'))
            {
                origin = $"{uuid:D}:{piece.ToLowerInvariant()}";
                continue;
            }

            var (first, last) = ParseInterval(piece, text);
            origins[origin] = origins.GetValueOrDefault(origin, IntervalSet.Empty).Union(IntervalSet.Of(first, last));
        }
    }

    private static (long First, long Last) ParseInterval(string piece, string text)
    {
        var ends = piece.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length is 1 or 2
            && long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first >= 1 && last >= first)
        {
            return (first, last);
        }

        throw new FormatException($"not a GTID set: {text}");
    }

    private GtidSet Combine(GtidSet other, Func<IntervalSet, IntervalSet, IntervalSet> combine)
    {
        var result = new SortedDictionary<string, IntervalSet>(StringComparer.Ordinal);
        foreach (var origin in _origins.Keys.Union(other._origins.Keys))
        {
            var combined = combine(_origins.GetValueOrDefault(origin, IntervalSet.Empty), other._origins.GetValueOrDefault(origin, IntervalSet.Empty));
            if (combined.Count > 0)
            {
                result[origin] = combined;
            }
        }

        return new GtidSet(result);
    }

    private GtidSet Where(Func<string, bool> belongs) =>
        new(new SortedDictionary<string, IntervalSet>(_origins.Where(origin => belongs(origin.Key)).ToDictionary(), StringComparer.Ordinal));
}
