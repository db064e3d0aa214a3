using MySqlRuntime.Containers;

namespace MySqlRuntime.Tests.Containers;

/// <summary>A docker that is a shell script: it notes how it was called, and answers as the test says.</summary>
internal sealed class FakeEngine : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="answers">The arms of a shell's <c>case</c> over all arguments in one word, such as <c>pull*) exit 1 ;;</c>.</param>
    public FakeEngine(string answers, string name = "docker")
    {
        Engine = new ContainerEngine(folder.Write(
            name,
            $$"""
            #!/bin/sh
            echo "$*" >> '{{Calls}}'
            case "$*" in
            {{answers}}
            *) echo "unexpected: $*" >&2; exit 99 ;;
            esac

            """,
            executable: true));
    }

    public ContainerEngine Engine { get; }

    public string Folder => folder.Path;

    public string[] Called => File.Exists(Calls) ? File.ReadAllLines(Calls) : [];

    private string Calls => Path.Combine(folder.Path, "calls");

    public void Dispose() => folder.Dispose();
}
