using System.Text.Json;
using System.Text.RegularExpressions;
using ProxySwitch.Tables;

namespace ProxySwitch.Upstreams;

/// <summary>The <c>upstreams</c> of a table: an object of name and host:port, in the file's order.</summary>
internal static partial class UpstreamList
{
    private const int MaximumUpstreams = 64;

    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Reads the object that follows the property's name, strictly.</summary>
    public static (List<Upstream> Upstreams, TableProblem? Problem) Read(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json, AllowedHosts allowedHosts)
    {
        var upstreams = new List<Upstream>();
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return (upstreams, TableText.Problem(utf8, json, "'upstreams' must be an object of name and host:port"));
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!IsName(name))
            {
                return (upstreams, TableText.Problem(utf8, json, $"upstream name '{name}': 1 to 64 letters, digits, '-' or '_'"));
            }

            if (upstreams.Exists(upstream => upstream.Name == name))
            {
                return (upstreams, TableText.Problem(utf8, json, $"upstream '{name}' appears twice"));
            }

            if (upstreams.Count == MaximumUpstreams)
            {
                return (upstreams, TableText.Problem(utf8, json, $"more than {MaximumUpstreams} upstreams"));
            }

            json.Read();
            if (json.TokenType != JsonTokenType.String)
            {
                return (upstreams, TableText.Problem(utf8, json, $"upstream '{name}' must be a string host:port"));
            }

            if (UpstreamAddress.Parse(json.GetString()!, out var reason) is not { } address)
            {
                return (upstreams, TableText.Problem(utf8, json, $"upstream '{name}': {reason}"));
            }

            if (!allowedHosts.Allow(address))
            {
                return (upstreams, TableText.Problem(utf8, json, $"upstream '{name}': host '{address.Host}' is neither loopback nor named in PROXY_ALLOWED_HOSTS", TableProblemCodes.HostNotAllowed));
            }

            upstreams.Add(new(name, address));
        }

        return (upstreams, null);
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<Upstream> upstreams)
    {
        json.WriteStartObject("upstreams");
        foreach (var (name, address) in upstreams)
        {
            json.WriteString(name, address.ToString());
        }

        json.WriteEndObject();
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
