using Migration.Checksums;
using Migration.Checksums.Hashing;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;

namespace ChecksumBench;

/// <summary>The expressions the comparison itself would send for the table, so that the two cannot drift apart.</summary>
internal static class UsedHash
{
    public static async Task<(string Row, string Hash)> OfAsync(BenchServer server)
    {
        await using var session = await ServerSession.OpenAsync(new ComparedServer("bench", server.ConnectionString), "bench", CancellationToken.None);
        var table = (await SchemaReader.ReadAsync(session, "bench", CancellationToken.None)).Tables[0];
        var columns = SharedTable.Of("bench", table, table).Columns;
        return (RowExpression.Row(columns, Side.Source), RowExpression.Digits(columns, Side.Source));
    }
}
