using System.Diagnostics;

namespace MySqlRuntime;

/// <summary>
/// A program of an installation: the file to start and what must come before its own arguments.
/// For unpacked packages the file is their dynamic loader and the program is the loader's argument.
/// </summary>
public sealed record CommandLine(string File, IReadOnlyList<string> LeadingArguments)
{
    public CommandLine(string file) : this(file, [])
    {
    }

    /// <summary>All arguments in order: the leading ones, then <paramref name="arguments"/>.</summary>
    public IReadOnlyList<string> With(params IEnumerable<string> arguments) => [.. LeadingArguments, .. arguments];

    /// <summary>A start description with redirected output. Never put a secret into <paramref name="arguments"/>: argv is public.</summary>
    public ProcessStartInfo ToStartInfo(params IEnumerable<string> arguments) => new(File, With(arguments))
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
