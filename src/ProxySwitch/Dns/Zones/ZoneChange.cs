using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>What a caller wants different. Records left out stay; a name that the zone does not have yet is added.</summary>
internal sealed record ZoneChange(IReadOnlyDictionary<string, string> Records, long? TtlSeconds)
{
    /// <returns>The zone with the change, or the first thing that is wrong with it.</returns>
    public (Zone? Zone, TableProblem? Problem) ApplyTo(Zone zone, ZoneRules rules)
    {
        if (TtlSeconds is { } seconds && ZoneRules.Ttl(seconds) is { } ttlProblem)
        {
            return (null, ttlProblem);
        }

        var records = zone.Records.ToList();
        var changed = new HashSet<DomainName>();
        foreach (var (text, addressText) in Records)
        {
            var (name, problem) = ZoneRules.Name(text);
            problem ??= ZoneRules.Place(name!, zone.Name);
            if (problem is not null)
            {
                return (null, problem);
            }

            if (!changed.Add(name!))
            {
                return (null, new(ZoneProblemCodes.BadName, $"record '{name}' appears twice, in two spellings"));
            }

            (var address, problem) = rules.Address(name!, addressText);
            if (problem is not null)
            {
                return (null, problem);
            }

            var record = new ZoneRecord(name!, address!);
            var place = records.FindIndex(existing => existing.Name == name);
            if (place >= 0)
            {
                records[place] = record;
            }
            else
            {
                records.Add(record);
            }
        }

        return records.Count <= Zone.MaximumRecords
            ? (zone with { TtlSeconds = (int)(TtlSeconds ?? zone.TtlSeconds), Records = records }, null)
            : (null, new(ZoneProblemCodes.TooManyRecords, $"more than {Zone.MaximumRecords} records"));
    }

    public override string ToString() => string.Join(", ",
        [.. Records.Select(record => $"{record.Key} A {record.Value}"), .. TtlSeconds is { } seconds ? new[] { $"TTL {seconds} s" } : []]);
}
