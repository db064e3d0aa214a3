namespace ProxySwitch.Tables;

/// <summary>How a role's table stands in its file.</summary>
internal interface ITableFormat<TTable> where TTable : class
{
    (TTable? Table, TableProblem? Problem) Parse(ReadOnlySpan<byte> utf8);

    /// <returns>What <see cref="Parse"/> reads back as the same table.</returns>
    byte[] Write(TTable table);
}
