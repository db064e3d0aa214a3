using Migration.Checksums.Schemas;

namespace Migration.Checksums.Sides;

/// <summary>One server with two connections: one holds the snapshot, one sees the present.</summary>
internal sealed class ComparedSide : IAsyncDisposable
{
    /// <summary>A row of ours stays far below this; a server set lower than that could turn one into NULL unseen.</summary>
    private const long LeastPacket = 1024 * 1024;

    private ComparedSide(Side side, ServerSession snapshot, ServerSession live, ComparedIdentity identity, bool hasGtids)
    {
        (Side, Snapshot, Live, Identity, HasGtids) = (side, snapshot, live, identity, hasGtids);
    }

    public Side Side { get; }

    public ServerSession Snapshot { get; }

    public ServerSession Live { get; }

    public ComparedIdentity Identity { get; }

    public bool HasGtids { get; }

    public static async Task<ComparedSide> OpenAsync(Side side, ComparedServer server, string tag, CancellationToken cancellationToken)
    {
        var snapshot = await ServerSession.OpenAsync(server, tag, cancellationToken);
        ServerSession? live = null;
        try
        {
            live = await ServerSession.OpenAsync(server, tag, cancellationToken);
            var (uuid, gtidMode, packet) = await live.OneAsync(
                "SELECT @@server_uuid, @@GLOBAL.gtid_mode, @@max_allowed_packet", r => (r.GetString(0), r.GetString(1), r.GetInt64(2)), cancellationToken);
            return packet < LeastPacket
                ? throw new InvalidOperationException(
                    $"{server.Name}: max_allowed_packet is {packet} bytes; a comparison needs at least {LeastPacket} (SET GLOBAL max_allowed_packet).")
                : new ComparedSide(side, snapshot, live, new ComparedIdentity(server.Name, uuid, snapshot.Version), gtidMode == "ON");
        }
        catch
        {
            await snapshot.DisposeAsync();
            if (live is not null)
            {
                await live.DisposeAsync();
            }

            throw;
        }
    }

    public Task<DatabaseDefinition> SchemaAsync(string database, CancellationToken cancellationToken) =>
        SchemaReader.ReadAsync(Live, database, cancellationToken);

    public Task<string> ExecutedGtidsAsync(CancellationToken cancellationToken) =>
        Live.OneAsync("SELECT @@GLOBAL.gtid_executed", r => GtidText.Normal(r.GetString(0)), cancellationToken);

    /// <summary>Whether this server executed the set in time.</summary>
    public Task<bool> ReachesAsync(string gtidSet, TimeSpan within, CancellationToken cancellationToken) => gtidSet.Length == 0
        ? Task.FromResult(true)
        : Live.OneAsync(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{gtidSet}', {within.TotalSeconds:F3})"),
            r => r.GetInt64(0) == 0, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Snapshot.DisposeAsync();
        await Live.DisposeAsync();
    }
}
