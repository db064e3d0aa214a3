namespace MySqlRuntime.Containers;

/// <summary>Containers of labs that are no more: whoever starts one removes its predecessors' first.</summary>
public static class LeftoverContainers
{
    /// <param name="isDead">Whether a run's folder belongs to a run that is dead and ours to clear away.</param>
    /// <returns>The names of the removed ones. One that could not be removed is left to the next run.</returns>
    public static async Task<IReadOnlyList<string>> RemoveAsync(ContainerEngine engine, Func<string, bool> isDead, CancellationToken cancellationToken = default)
    {
        var list = await engine.RunAsync(["ps", "--all", $"--filter=label={MySqlContainer.FolderLabel}", "--format={{.Names}}"], cancellationToken: cancellationToken);
        var removed = new List<string>();
        foreach (var name in Lines(list.Output))
        {
            var label = await engine.RunAsync(["inspect", $"--format={{{{index .Config.Labels \"{MySqlContainer.FolderLabel}\"}}}}", name], cancellationToken: cancellationToken);
            if (label.Succeeded && isDead(label.Output.Trim()) && (await RemoveAsync(engine, name, cancellationToken)).Succeeded)
            {
                removed.Add(name);
            }
        }

        return removed;
    }

    private static Task<ProgramResult> RemoveAsync(ContainerEngine engine, string name, CancellationToken cancellationToken) =>
        engine.RunAsync(["rm", "--force", "--volumes", name], cancellationToken: cancellationToken);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
