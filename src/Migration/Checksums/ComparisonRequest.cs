namespace Migration.Checksums;

/// <summary>What to compare and how much of it to tell. Every limit here bounds memory or time, never the truth of a count.</summary>
public sealed record ComparisonRequest(ComparedServer Source, ComparedServer Target, string Database)
{
    /// <summary>Only these tables; empty means every base table that either side has.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Tables left out on purpose; the report names them.</summary>
    public IReadOnlyList<string> ExcludedTables { get; init; } = [];

    public ReplicationDirection Direction { get; init; } = ReplicationDirection.Detect;

    /// <summary>Rows of one chunk: one statement on each server. 100 to 10,000,000.</summary>
    public int ChunkRows { get; init; } = 50_000;

    /// <summary>Differing rows listed per table; the count beside them stays true. 0 to 100,000.</summary>
    public int ListedDifferences { get; init; } = 100;

    /// <summary>Leave the values out of the report. Keys stay: they name the row.</summary>
    public bool OmitValues { get; init; }

    /// <summary>Characters of a value that are shown, around the first difference. 16 to 4,000.</summary>
    public int ShownValueLength { get; init; } = 80;

    /// <summary>How long to look for a moment at which both servers stand at the same GTID set before settling for "the replica is ahead".</summary>
    public TimeSpan AlignmentTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the replica may take to reach the point of the other side, each time it is waited for.</summary>
    public TimeSpan CatchUpTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a row that differs while writes go on is looked at again. 2 to 100: it takes two looks to call a difference real.</summary>
    public int Rechecks { get; init; } = 10;

    /// <summary>Put into a comment of every statement, so that a process list says whose it is: run id and step.</summary>
    public string Tag { get; init; } = "checksum";

    /// <summary>Every error at once, empty when the request can run.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Require(Database.Length is > 0 and <= 64, "database must have 1 to 64 characters");
        Require(ChunkRows is >= 100 and <= 10_000_000, "chunk rows must be 100 to 10,000,000");
        Require(ListedDifferences is >= 0 and <= 100_000, "listed differences must be 0 to 100,000");
        Require(ShownValueLength is >= 16 and <= 4_000, "shown value length must be 16 to 4,000");
        Require(AlignmentTime >= TimeSpan.Zero && AlignmentTime <= TimeSpan.FromMinutes(10), "alignment time must be 0 to 10 minutes");
        Require(CatchUpTime > TimeSpan.Zero && CatchUpTime <= TimeSpan.FromHours(1), "catch-up time must be more than 0 and at most 1 hour");
        Require(Rechecks is >= 2 and <= 100, "rechecks must be 2 to 100");
        return errors;

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
