namespace MySqlRuntime.Containers;

/// <summary>Finds the engine: the one that is named, else the first of docker and podman that answers.</summary>
/// <param name="path">The folders to look in.</param>
/// <param name="named">A name or a path; null: whichever there is.</param>
internal sealed class ContainerEngineSearch(IReadOnlyList<string> path, string? named)
{
    private static readonly string[] Known = ["docker", "podman"];

    /// <summary>The folders of PATH, and what <see cref="ContainerEngine.Variable"/> names.</summary>
    public static ContainerEngineSearch OfThisMachine() => new(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        Environment.GetEnvironmentVariable(ContainerEngine.Variable) is { Length: > 0 } name ? name : null);

    /// <exception cref="MySqlUnavailableException">There is none, or none that works.</exception>
    public async Task<ContainerEngine> FindAsync(CancellationToken cancellationToken)
    {
        var engines = (named is null ? Known : [named]).Select(Locate).OfType<string>().Select(file => new ContainerEngine(file)).ToList();
        if (engines.Count == 0)
        {
            throw MySqlUnavailableException.NoContainerEngine(named);
        }

        var answers = new List<string>();
        foreach (var engine in engines)
        {
            // Asks the engine itself, not only its client: a client without its daemon fails here.
            var answer = await engine.RunAsync(["ps", "--quiet"], cancellationToken: cancellationToken);
            if (answer.Succeeded)
            {
                return engine;
            }

            answers.Add($"{engine.Name}: {answer.LastWords(lines: 2)}");
        }

        throw MySqlUnavailableException.EngineNotRunning(answers);
    }

    private string? Locate(string name) => name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? File.Exists(name) ? Path.GetFullPath(name) : null
        : path.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
