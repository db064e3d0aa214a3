using System.Text;
using System.Text.RegularExpressions;
using Migration.Replication;

namespace Migration.Dump;

/// <summary>
/// What is done to a dump on its way: the lines that would switch the binary log off are left out (RDS denies them; the load must be logged),
/// and the GTID set, which mysqldump writes as a comment near the top, is read.
/// </summary>
internal sealed partial class DumpFilter
{
    private static readonly byte[][] LeftOut =
    [
        "SET @MYSQLDUMP_TEMP_LOG_BIN"u8.ToArray(),
        "SET @@SESSION.SQL_LOG_BIN"u8.ToArray(),
    ];

    private readonly StringBuilder _header = new();
    private bool _inHeader = true;

    /// <summary>The set the dump stands for; null when the dump has none (the header is over, or was not reached).</summary>
    public GtidSet? Gtids { get; private set; }

    /// <param name="line">Without its line feed.</param>
    /// <returns>False: leave this line out.</returns>
    public bool Passes(ReadOnlySpan<byte> line)
    {
        if (_inHeader)
        {
            ReadHeader(line);
        }

        foreach (var start in LeftOut)
        {
            if (line.StartsWith(start))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadHeader(ReadOnlySpan<byte> line)
    {
        _header.Append(Encoding.Latin1.GetString(line)).Append('\n');
        if (GtidComment().Match(_header.ToString()) is { Success: true } match)
        {
            Gtids = GtidSet.Parse(match.Groups["set"].Value);
            _inHeader = false;
        }
        else if (line.StartsWith("CREATE "u8) || line.StartsWith("INSERT "u8))
        {
            _inHeader = false;
        }
    }

    [GeneratedRegex(@"SET @@GLOBAL\.GTID_PURGED\s*=\s*(/\*!80000\s*)?'?\+?'?(\*/\s*)?'?\+?(?<set>[0-9a-fA-F][^';]*)'", RegexOptions.CultureInvariant)]
    private static partial Regex GtidComment();
}
