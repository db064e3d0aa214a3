namespace LoadTests.Configuration;

/// <summary>The environment as text, and what was wrong with it: every reader adds its errors here, so that all are reported at once. No error shows a secret.</summary>
internal sealed class Variables(Func<string, string?> environment)
{
    private readonly List<string> errors = [];

    public IReadOnlyList<string> Errors => errors;

    /// <summary>Null when it is not set, or blank.</summary>
    public string? Value(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public void Refuse(string error) => errors.Add(error);
}
