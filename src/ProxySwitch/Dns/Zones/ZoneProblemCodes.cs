namespace ProxySwitch.Dns.Zones;

/// <summary>What a zone can be refused for besides the <see cref="Tables.TableProblemCodes"/> that it shares with the upstream tables.</summary>
internal static class ZoneProblemCodes
{
    public const string BadName = "bad_name";
    public const string NotInZone = "name_not_in_zone";
    public const string BadAddress = "bad_address";
    public const string BadTtl = "bad_ttl";
    public const string TooManyRecords = "too_many_records";
}
