namespace FakeDoktoriApi.Seeding;

/// <summary>Opens one <see cref="InsertBuffer"/> after the other and counts what went through.</summary>
internal sealed class SeedWriter(Func<string, string, ValueTask> execute)
{
    public long Rows { get; private set; }

    /// <param name="table">Its statements are given to the delegate of the constructor together with this name.</param>
    public async Task TableAsync(string table, string columns, Func<InsertBuffer, Task> write)
    {
        var buffer = new InsertBuffer(table, columns, sql => execute(table, sql));
        await write(buffer);
        await buffer.FlushAsync();
        Rows += buffer.Rows;
    }
}
