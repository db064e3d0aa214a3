using System.Net;

namespace ProxySwitch.Dns.Zones;

/// <summary>An A record: a name has one address.</summary>
internal sealed record ZoneRecord(DomainName Name, IPAddress Address);
