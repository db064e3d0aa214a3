namespace MySqlRuntime.Containers;

/// <summary>docker or podman, by its command line: both take the words that are used here.</summary>
/// <param name="file">The program, by its full path.</param>
public sealed class ContainerEngine(string file)
{
    /// <summary>Aspire's own variable: which engine to use, <c>docker</c>, <c>podman</c> or the path of either.</summary>
    public const string Variable = "ASPIRE_CONTAINER_RUNTIME";

    /// <summary>An engine that does not answer is one that hangs; a pull has its own limit.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);

    public string File { get; } = file;

    public string Name => Path.GetFileName(File);

    /// <summary>Sends a signal to a container's first process; the engine may do so where this user may not.</summary>
    /// <param name="signal">Without SIG: KILL, STOP, CONT, TERM.</param>
    /// <returns>Null when it was sent, else the engine's reason: mostly that the container does not run.</returns>
    public async Task<string?> SignalAsync(string container, string signal, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(["kill", $"--signal={signal}", container], cancellationToken: cancellationToken);
        return result.Succeeded ? null : result.LastWords(lines: 1);
    }

    /// <param name="environment">Set for the program, on top of ours: a value that no one may read goes here, never into the arguments.</param>
    /// <param name="limit">How long it may take; a minute unless given.</param>
    internal async Task<ProgramResult> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        var start = new CommandLine(File).ToStartInfo(arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit ?? LongestCall);
        try
        {
            return await ExternalProgram.RunAsync(start, deadline.Token) ?? new ProgramResult(-1, "", $"'{File}' could not be started");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProgramResult(-1, "", $"'{Name} {arguments[0]}' did not end within {(limit ?? LongestCall).TotalSeconds:0} s");
        }
    }
}
