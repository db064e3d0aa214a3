using System.Text;

namespace Migration;

/// <summary>One MySQL server. It has two addresses: the one this process uses (in the connection string, with the administrator's
/// account) and the one its replication peer uses, which differ as soon as containers or a VPC are between them.</summary>
/// <param name="Name">What people call it, e.g. <c>mysql-lightsail</c>.</param>
/// <param name="ConnectionString">Administrator's connection; on the source with SUPER, on the target with what RDS gives.</param>
/// <param name="PeerHost">Host under which the other server reaches this one.</param>
/// <param name="PeerPort">Port under which the other server reaches this one.</param>
public sealed record DatabaseEndpoint(string Name, string ConnectionString, string PeerHost, int PeerPort)
{
    /// <summary>The connection string holds a password: it never appears in text made from this record.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"Name = {Name}, Peer = {PeerHost}:{PeerPort}");
        return true;
    }
}
