using System.Globalization;

namespace FakeDoktoriApi.Observability;

internal static class StatusText
{
    private static readonly string[] _texts = [.. Enumerable.Range(0, 600).Select(status => status.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Without an allocation per request.</summary>
    public static string Of(int status) => _texts[Math.Clamp(status, 0, 599)];
}
