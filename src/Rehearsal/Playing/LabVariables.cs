using MySqlConnector;

namespace Rehearsal.Playing;

/// <summary>Reads the lab's variables and collects every error instead of stopping at the first. No error repeats a secret.</summary>
internal sealed class LabVariables(Func<string, string?> variable)
{
    private readonly List<string> errors = [];

    public IReadOnlyList<string> Errors => errors;

    public string Text(string name)
    {
        if (variable(name) is { Length: > 0 } text)
        {
            return text;
        }

        errors.Add($"{name} is not set; 'rehearse' of the AppHost sets it");
        return "";
    }

    public string ConnectionString(string name)
    {
        var text = Text(name);
        try
        {
            return new MySqlConnectionStringBuilder(text).ConnectionString;
        }
        catch (ArgumentException)
        {
            // The text holds a password, so it is not repeated.
            errors.Add($"{name} is not a MySQL connection string");
            return "";
        }
    }

    public HostPort Address(string name)
    {
        var text = Text(name);
        if (HostPort.TryParse(text, out var address))
        {
            return address;
        }

        if (text.Length > 0)
        {
            errors.Add($"{name}: '{text}' is not host:port");
        }

        return new HostPort("", 0);
    }

    public Uri Url(string name) => Url(name, Text(name));

    /// <summary><c>api-lightsail=http://127.0.0.1:8080</c></summary>
    public (string Name, Uri Url) Named(string name)
    {
        var text = Text(name);
        var parts = text.Split('=', 2);
        if (parts.Length == 2 && parts[0].Length > 0)
        {
            return (parts[0], Url(name, parts[1]));
        }

        if (text.Length > 0)
        {
            errors.Add($"{name}: '{text}' is not name=address");
        }

        return ("", Unset);
    }

    private static Uri Unset => new("http://unset.invalid");

    private Uri Url(string name, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url!.Scheme is "http" or "https" or "ws" or "wss")
        {
            return url;
        }

        if (text.Length > 0)
        {
            errors.Add($"{name}: '{text}' is not an address such as http://127.0.0.1:8080");
        }

        return Unset;
    }
}
