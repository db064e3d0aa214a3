using System.Globalization;
using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Upstreams;

namespace ProxySwitch;

/// <summary>
/// Reads a role's settings from the environment, piece by piece, and collects what is wrong instead of stopping at the first: a person who
/// corrects a configuration wants the whole list. After a problem a piece returns a stand-in that nobody will see, because
/// <see cref="ThrowIfRefused"/> comes before the options are used.
/// </summary>
internal sealed class EnvironmentReader(IConfiguration configuration)
{
    private readonly List<string> problems = [];

    /// <exception cref="StartUpException">There were problems; one line for each.</exception>
    public void ThrowIfRefused()
    {
        if (problems is not [])
        {
            throw new StartUpException(string.Join(Environment.NewLine + "  ", problems));
        }
    }

    public void Refuse(string problem) => problems.Add(problem);

    /// <returns>Null when it is absent or blank.</returns>
    public string? Value(string name) => configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <param name="whatItIs">Follows "is missing: ".</param>
    public string Required(string name, string whatItIs)
    {
        if (Value(name) is { } text)
        {
            return text;
        }

        Refuse($"{name} is missing: {whatItIs}");
        return "";
    }

    /// <summary>A full path, whatever the working folder becomes.</summary>
    public string RequiredPath(string name, string whatItIs) => Required(name, whatItIs) is { Length: > 0 } text ? Path.GetFullPath(text) : "";

    /// <summary><c>address:port</c>, where <c>localhost</c> is taken for 127.0.0.1. Port 0: the system chooses.</summary>
    public IPEndPoint Listen(string name, string whatItIs)
    {
        if (Value(name) is not { } text)
        {
            Refuse($"{name} is missing: {whatItIs}");
        }
        else
        {
            var address = text.StartsWith("localhost:", StringComparison.Ordinal) ? text.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) : text;
            if (address.LastIndexOf(':') > 0 && IPEndPoint.TryParse(address, out var endPoint))
            {
                return endPoint;
            }

            Refuse($"{name} '{text}' is not address:port");
        }

        return new(IPAddress.Loopback, 0);
    }

    /// <summary>PROXY_CONTROL_URL, or what hosts set for web applications: http and loopback only.</summary>
    public IPEndPoint Control()
    {
        var name = Value("PROXY_CONTROL_URL") is not null ? "PROXY_CONTROL_URL" : "ASPNETCORE_URLS";
        var text = Value("PROXY_CONTROL_URL") ?? Value("ASPNETCORE_URLS") ?? Value("URLS");
        if (text is null)
        {
            Refuse("PROXY_CONTROL_URL is missing: where the control API answers, e.g. http://127.0.0.1:3308");
        }
        else if (!Uri.TryCreate(text.Split(';')[0], UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.AbsolutePath != "/")
        {
            Refuse($"{name} '{text}' is not http://address:port");
        }
        else if (IPAddress.TryParse(url.Host == "localhost" ? "127.0.0.1" : url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        {
            return new(address, url.Port);
        }
        else
        {
            Refuse($"{name} '{text}' is not a loopback address: the control API does not face the network");
        }

        return new(IPAddress.Loopback, 0);
    }

    /// <summary>PROXY_CONTROL_TOKEN.</summary>
    public ControlToken Token()
    {
        var token = ControlToken.Create(Value("PROXY_CONTROL_TOKEN"), out var reason);
        if (token is null)
        {
            Refuse($"PROXY_CONTROL_TOKEN {reason}");
        }

        return token ?? ControlToken.None;
    }

    /// <summary>PROXY_ALLOWED_HOSTS, <c>;</c>-separated.</summary>
    public AllowedHosts AllowedHosts() => new((Value("PROXY_ALLOWED_HOSTS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries));

    /// <summary><c>name=value;name=value</c>.</summary>
    /// <param name="form">What an entry looks like, e.g. <c>name=host:port</c>.</param>
    /// <returns>Null when it is absent or was refused.</returns>
    public IReadOnlyList<(string Name, string Value)>? Pairs(string name, string form)
    {
        if (Value(name) is not { } text)
        {
            return null;
        }

        var pairs = new List<(string, string)>();
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split('=', 2, StringSplitOptions.TrimEntries) is not [var key, var value])
            {
                Refuse($"{name}: '{entry}' is not {form}");
                return null;
            }

            pairs.Add((key, value));
        }

        return pairs;
    }

    /// <summary>PROXY_UPSTREAMS: <c>name=host:port;…</c>. The names are the table parser's business.</summary>
    /// <returns>Null when it is absent or was refused.</returns>
    public IReadOnlyList<Upstream>? Upstreams()
    {
        if (Pairs("PROXY_UPSTREAMS", "name=host:port") is not { } pairs)
        {
            return null;
        }

        var upstreams = new List<Upstream>();
        foreach (var (name, text) in pairs)
        {
            if (UpstreamAddress.Parse(text, out var reason) is not { } address)
            {
                Refuse($"PROXY_UPSTREAMS: upstream '{name}': {reason}");
                return null;
            }

            upstreams.Add(new(name, address));
        }

        return upstreams;
    }

    public TimeSpan Milliseconds(string name, int @default, int minimum, int maximum) =>
        TimeSpan.FromMilliseconds(Number(name, @default, minimum, maximum, "a number of milliseconds"));

    /// <summary>As <see cref="Milliseconds"/>, where 0 says that it never happens.</summary>
    public TimeSpan MillisecondsOrNever(string name, int @default, int maximum) =>
        Milliseconds(name, @default, 0, maximum) is { Ticks: > 0 } time ? time : Timeout.InfiniteTimeSpan;

    /// <param name="whatItIs">Follows "is not ".</param>
    public long Number(string name, long @default, long minimum, long maximum, string whatItIs = "a number")
    {
        if (Value(name) is not { } text)
        {
            return @default;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        Refuse($"{name} '{text}' is not {whatItIs} from {minimum} to {maximum}");
        return @default;
    }

    public bool OnOff(string name, bool @default)
    {
        switch (Value(name))
        {
            case null:
                return @default;
            case "on":
                return true;
            case "off":
                return false;
            case var text:
                Refuse($"{name} '{text}' is neither on nor off");
                return @default;
        }
    }
}
