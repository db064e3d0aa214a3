namespace ProxySwitch.Dns.Protocol;

/// <summary>The types that matter here. IANA's numbers; every other number is a type that no name of the zone has.</summary>
internal enum RecordType : ushort
{
    A = 1,
    NS = 2,
    Soa = 6,
    Opt = 41,
    Ixfr = 251,
    Axfr = 252,
    Any = 255,
}
