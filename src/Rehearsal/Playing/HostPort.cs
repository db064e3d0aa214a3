using System.Globalization;

namespace Rehearsal.Playing;

/// <summary>A TCP address as operators write it, <c>host:port</c>.</summary>
internal readonly record struct HostPort(string Host, int Port)
{
    public static bool TryParse(string text, out HostPort address)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535)
        {
            address = new HostPort(text[..colon], port);
            return true;
        }

        address = default;
        return false;
    }

    public override string ToString() => $"{Host}:{Port}";
}
