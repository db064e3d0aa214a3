namespace MySqlRuntime;

/// <summary>How a program ended and what it said.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last lines of what it said about its failure, for a message a person reads.</summary>
    public string LastWords(int lines = 6)
    {
        var spoken = string.IsNullOrWhiteSpace(Errors) ? Output : Errors;
        return string.Join('\n', spoken.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(lines));
    }
}
