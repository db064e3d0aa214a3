using System.Globalization;
using System.Text;

namespace Migration;

/// <summary>The database proxy: its control API, and the address the application dials.</summary>
/// <param name="ControlUrl">Base address of the control API.</param>
/// <param name="ControlToken">Bearer token of the control API; secret.</param>
/// <param name="DataHost">Host on which the proxy takes the application's connections.</param>
/// <param name="DataPort">Port on which the proxy takes the application's connections.</param>
public sealed record ProxyEndpoint(Uri ControlUrl, string ControlToken, string DataHost, int DataPort)
{
    /// <summary>Name of the source in the proxy's upstream table.</summary>
    public string SourceUpstream { get; init; } = "source";

    /// <summary>Name of the target in the proxy's upstream table.</summary>
    public string TargetUpstream { get; init; } = "target";

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"ControlUrl = {ControlUrl}, Data = {DataHost}:{DataPort}");
        return true;
    }
}
