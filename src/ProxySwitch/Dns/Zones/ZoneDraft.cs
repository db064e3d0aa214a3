using System.Net;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>A zone while its file is read. Parts are checked where they stand; what relates two parts is checked at the end.</summary>
internal sealed class ZoneDraft(ZoneRules rules)
{
    /// <summary>Leaves room for the names that the server itself puts before it.</summary>
    private const int MaximumZoneLength = 200;

    private readonly List<(DomainName Name, IPAddress Address, long Offset)> records = [];
    private DomainName? zone;
    private int? ttlSeconds;
    private bool hasRecords;
    private (DomainName Name, long Offset) started;

    public bool Has(string field) => field switch
    {
        "zone" => zone is not null,
        "ttlSeconds" => ttlSeconds is not null,
        "records" => hasRecords,
        _ => false,
    };

    public TableProblem? SetName(string text)
    {
        (zone, var problem) = ZoneRules.Name(text);
        return zone?.Text.Length > MaximumZoneLength ? new(ZoneProblemCodes.BadName, $"'zone' is longer than {MaximumZoneLength} characters") : problem;
    }

    public TableProblem? SetTtl(long seconds)
    {
        if (ZoneRules.Ttl(seconds) is { } problem)
        {
            return problem;
        }

        ttlSeconds = (int)seconds;
        return null;
    }

    public void StartRecords() => hasRecords = true;

    /// <param name="text">The record's name.</param>
    /// <param name="offset">Where in the file it stands.</param>
    public TableProblem? StartRecord(string text, long offset)
    {
        var (name, problem) = ZoneRules.Name(text);
        if (name is null)
        {
            return problem;
        }

        if (records.Exists(record => record.Name == name))
        {
            return new(TableProblemCodes.BadTable, $"record '{name}' appears twice");
        }

        started = (name, offset);
        return records.Count < Zone.MaximumRecords ? null : new(ZoneProblemCodes.TooManyRecords, $"more than {Zone.MaximumRecords} records");
    }

    public TableProblem? FinishRecord(string text)
    {
        var (address, problem) = rules.Address(started.Name, text);
        if (address is not null)
        {
            records.Add((started.Name, address, started.Offset));
        }

        return problem;
    }

    /// <returns>The zone, or a problem and the place in the file that it belongs to.</returns>
    public (Zone? Zone, TableProblem? Problem, long Offset) Finish()
    {
        if (zone is null || ttlSeconds is null || records is [])
        {
            var missing = zone is null ? "'zone' is missing" : ttlSeconds is null ? "'ttlSeconds' is missing" : "'records' is missing or empty";
            return (null, new(TableProblemCodes.BadTable, missing), 0);
        }

        foreach (var (name, _, offset) in records)
        {
            if (ZoneRules.Place(name, zone) is { } problem)
            {
                return (null, problem, offset);
            }
        }

        return (new(zone, ttlSeconds.Value, [.. records.Select(record => new ZoneRecord(record.Name, record.Address))]), null, 0);
    }
}
