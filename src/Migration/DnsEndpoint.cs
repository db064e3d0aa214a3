using System.Globalization;
using System.Text;

namespace Migration;

/// <summary>The name server that holds the record clients look up, and its control API.</summary>
/// <param name="Host">Address of the name server.</param>
/// <param name="Port">UDP port of the name server.</param>
/// <param name="ControlUrl">Base address of the control API.</param>
/// <param name="ControlToken">Bearer token of the control API; secret.</param>
public sealed record DnsEndpoint(string Host, int Port, Uri ControlUrl, string ControlToken)
{
    /// <summary>The name clients look up.</summary>
    public string RecordName { get; init; } = "doktori.test";

    /// <summary>IPv4 address of the old edge, as the record holds it before the switch.</summary>
    public required string OldAddress { get; init; }

    /// <summary>IPv4 address of the new edge, as the record holds it after the switch.</summary>
    public required string NewAddress { get; init; }

    internal string AddressOf(EdgeRole edge) => edge == EdgeRole.Old ? OldAddress : NewAddress;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Server = {Host}:{Port}, ControlUrl = {ControlUrl}, {RecordName}: {OldAddress} → {NewAddress}");
        return true;
    }
}
