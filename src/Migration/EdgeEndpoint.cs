using System.Globalization;
using System.Text;

namespace Migration;

/// <summary>An edge (nginx, or ProxySwitch's role <c>edge</c>): where clients come, and its control API.</summary>
/// <param name="Name">What people call it, e.g. <c>edge-lightsail</c>.</param>
/// <param name="Url">Base address clients use, by the edge's own IP, e.g. <c>http://127.0.0.2:8080</c>.</param>
/// <param name="ControlUrl">Base address of the control API.</param>
/// <param name="ControlToken">Bearer token of the control API; secret.</param>
public sealed record EdgeEndpoint(string Name, Uri Url, Uri ControlUrl, string ControlToken)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Name = {Name}, Url = {Url}, ControlUrl = {ControlUrl}");
        return true;
    }
}
