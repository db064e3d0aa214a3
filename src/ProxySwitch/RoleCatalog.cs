using ProxySwitch.Db;
using ProxySwitch.Dns;
using ProxySwitch.Edge;

namespace ProxySwitch;

/// <summary>The roles this program can play: one process plays one.</summary>
internal static class RoleCatalog
{
    private static readonly ProxyRole[] Roles =
    [
        new("db", "byte-for-byte TCP proxy in front of MySQL, switched like nginx stream", DbProxyRole.RunAsync),
        new("edge", "HTTP reverse proxy in front of api and chat, switched like nginx", EdgeRole.RunAsync),
        new("dns", "authoritative DNS server of one zone, changed under load like Route 53", DnsRole.RunAsync),
    ];

    public static ProxyRole? Find(string name) => Array.Find(Roles, role => role.Name == name);

    public static string Usage { get; } = string.Join(Environment.NewLine,
        ["usage: ProxySwitch --role <role>", "roles:", .. Roles.Select(role => $"  {role.Name,-6} {role.Summary}")]);
}
