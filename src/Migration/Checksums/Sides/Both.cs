namespace Migration.Checksums.Sides;

/// <summary>Asks both servers at once. Waits for both even if one fails: a connection must not be left in the middle of a query.</summary>
internal static class Both
{
    public static async Task<(T Source, T Target)> AskAsync<TSide, T>(TSide source, TSide target, Func<TSide, Task<T>> ask)
    {
        var (first, second) = (ask(source), ask(target));
        await Task.WhenAll(first, second);
        return (await first, await second);
    }
}
