using System.Globalization;

namespace Migration.CommandLine;

/// <summary>
/// Reads single settings from the command line (which wins) and the environment. Collects every error instead of stopping at the first.
/// Secrets come from the environment, or from the file that NAME_FILE names; never from arguments.
/// </summary>
internal sealed class SettingReader(Func<string, string?> environment, Func<string, string?> argument)
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    public void Error(string problem) => _errors.Add(problem);

    public string? Text(string option, string variable) => argument(option) ?? (environment(variable) is { Length: > 0 } value ? value : null);

    public bool Flag(string option, string variable) => argument(option) == "true" || environment(variable) is "1" or "true";

    public string Required(string variable)
    {
        if (Secret(variable) is { } value)
        {
            return value;
        }

        _errors.Add($"{variable} (or {variable}_FILE): missing");
        return "";
    }

    public string? Secret(string variable)
    {
        if (environment(variable) is { Length: > 0 } value)
        {
            return value;
        }

        if (environment(variable + "_FILE") is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            _errors.Add($"{variable}_FILE: {path} cannot be read");
            return null;
        }
    }

    public (string Host, int Port) HostAndPort(string text, string what)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535)
        {
            return (text[..colon], port);
        }

        _errors.Add($"{what}: {text} is not host:port");
        return ("?", 1);
    }

    public TimeSpan Time(string option, TimeSpan otherwise)
    {
        if (argument(option) is not { } text)
        {
            return otherwise;
        }

        if (Duration.TryParse(text) is { } duration)
        {
            return duration;
        }

        _errors.Add($"--{option}: {text} is not a duration such as 500ms, 5s, 2m or 1h");
        return otherwise;
    }
}
