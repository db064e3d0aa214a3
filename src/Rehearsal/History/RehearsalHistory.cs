namespace Rehearsal.History;

/// <summary>Everything a run folder holds, in memory: what the checks judge, and all that they may see.</summary>
public sealed record RehearsalHistory(
    RunManifest Manifest,
    IReadOnlyList<TimelineEvent> Timeline,
    IReadOnlyList<ServerSnapshot> Servers,
    IReadOnlyList<LoadRecord> Loads,
    IReadOnlyList<ChecksumRecord> Checksums,
    IReadOnlyList<LedgerRow> Rows,
    IReadOnlyList<ProcessMemory> Memory)
{
    /// <summary>The loads of one act.</summary>
    public IEnumerable<LoadRecord> LoadsOf(string act) => Loads.Where(load => load.Act == act);

    /// <summary>The span of a runbook in an act, Unix microseconds; null when it never started or never ended.</summary>
    public (long Start, long End)? SpanOf(string act, string runbook)
    {
        var events = Timeline.Where(line => line.Kind == TimelineKind.Runbook && line.Act == act && line.Name == runbook).ToArray();
        var start = events.FirstOrDefault(line => line.State == TimelineState.Started);
        var end = events.LastOrDefault(line => line.State is not (TimelineState.Started or TimelineState.Noted));
        return start is null || end is null ? null : (start.At, end.At);
    }

    /// <summary>A fact that a runbook's steps recorded in an act; the last one when it was seen more than once.</summary>
    public string? FactOf(string act, string runbook, string fact) =>
        Timeline.Where(line => line.Act == act && (line.Runbook ?? line.Name) == runbook && line.Facts?.ContainsKey(fact) == true)
            .Select(line => line.Facts![fact])
            .LastOrDefault();

    /// <summary>Reads a run folder.</summary>
    /// <exception cref="InvalidDataException">A file of it is not what it should be; the message names file and line.</exception>
    public static RehearsalHistory Read(RunFolder folder)
    {
        var manifest = folder.ReadManifest();
        return new RehearsalHistory(
            manifest,
            Ndjson.Read<TimelineEvent>(folder.TimelineFile),
            Ndjson.Read<ServerSnapshot>(folder.ServersFile),
            [.. manifest.Plan.Acts.SelectMany(act => act.Loads.Select(load => LoadRecord.Read(folder, act.Name, load.Scenario)))],
            File.Exists(folder.ChecksumsFile) ? RunFolder.ReadDocument<IReadOnlyList<ChecksumRecord>>(folder.ChecksumsFile) : [],
            Ndjson.Read<LedgerRow>(folder.RowsFile),
            Ndjson.Read<ProcessMemory>(folder.ResourcesFile));
    }
}
