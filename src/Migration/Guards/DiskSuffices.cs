using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>Enough disk, as far as it can be seen: a server tells the size of its data, not the free space of its disk.</summary>
internal sealed class DiskSuffices(ServerRole role, double timesTheData) : ServerGuard(role)
{
    private const long Least = 512L * 1024 * 1024;

    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var measured = run[ServerRole.Source].IdentityOrNull is null ? server : run.Source;
        var data = (await measured.RowsAsync(
            $"SELECT COALESCE(SUM(data_length + index_length), 0) AS bytes FROM information_schema.tables WHERE table_schema = {Sql.Text(run.Options.Database)}",
            cancellation))[0].Number("bytes");
        var needed = Math.Max(Least, (long)(data * timesTheData));
        var folder = (await server.RowsAsync("SELECT @@GLOBAL.datadir AS folder", cancellation))[0].Text("folder");
        if (!IsHere(server) || !Directory.Exists(folder))
        {
            return Finding.Unseen(
                $"{server.Name}: {Text(needed)} should be free; SQL does not show how much is",
                Role == ServerRole.Target ? "see FreeStorageSpace in CloudWatch" : "see df on its machine");
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        return free >= needed
            ? Finding.Ok($"{server.Name}: {Text(free)} free, {Text(needed)} wanted")
            : Finding.Not($"{server.Name}: {Text(free)} free, {Text(needed)} wanted", "free some, or enlarge the disk");
    }

    private static bool IsHere(Server server) =>
        new MySqlConnector.MySqlConnectionStringBuilder(server.Endpoint.ConnectionString).Server is { } host
        && (host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address)));

    private static string Text(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.0} GiB");
}
