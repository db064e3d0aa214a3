using Migration.Checksums;
using Migration.Checksums.Hashing;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;

namespace ChecksumBench;

/// <summary>The expression the comparison itself would send for the table, so that the two cannot drift apart.</summary>
internal static class UsedHash
{
    public static async Task<string> OfAsync(BenchServer server)
    {
        await using var session = await ServerSession.OpenAsync(new ComparedServer("bench", server.ConnectionString), "bench", CancellationToken.None);
        var table = (await SchemaReader.ReadAsync(session, "bench", CancellationToken.None)).Tables[0];
        return RowExpression.Hash(SharedTable.Of("bench", table, table).Columns, Side.Source);
    }
}
