using System.Globalization;
using System.Text;

namespace Migration;

/// <summary>The lab's host, which starts and stops instances by name.</summary>
/// <param name="ControlUrl">Base address of its control API.</param>
/// <param name="ControlToken">Bearer token of the control API; secret.</param>
public sealed record HostEndpoint(Uri ControlUrl, string ControlToken)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"ControlUrl = {ControlUrl}");
        return true;
    }
}
