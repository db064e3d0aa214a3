namespace ProxySwitch.Tables;

/// <summary>The start: the file if there is one, else a file made from the environment. A file that is there always counts.</summary>
/// <param name="fromEnvironment">Null: the environment holds no table.</param>
/// <param name="example">The variables from which it would be created, first the one that decides, e.g. <c>PROXY_UPSTREAMS="…"</c>.</param>
internal sealed class FirstTable<TTable>(
    TTable? fromEnvironment, string example, TableFile<TTable> file, IFirstTable<TTable> switchboard, ILogger log) where TTable : class
{
    private string Variable => example[..example.IndexOf('=', StringComparison.Ordinal)];

    /// <exception cref="StartUpException">There is no usable table.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (!file.Exists)
        {
            await CreateAsync();
        }

        if (await switchboard.StartAsync(cancellation) is { } problem)
        {
            throw new StartUpException($"the {file.Kind} {file.Path} is not usable: {problem.Located(file.Name)}");
        }

        if (fromEnvironment is not null && !file.Same(fromEnvironment, switchboard.CurrentTable))
        {
            log.FileDiffers(Variable, file.Kind, file.Path);
        }
    }

    private async Task CreateAsync()
    {
        if (fromEnvironment is null)
        {
            throw new StartUpException($"the {file.Kind} {file.Path} does not exist and {Variable}, from which it would be created, is missing, e.g. {example}");
        }

        if (await file.WriteAsync(fromEnvironment) is { } problem)
        {
            throw new StartUpException(problem.Message);
        }

        log.FileCreated(file.Kind, file.Path, Variable);
    }
}
