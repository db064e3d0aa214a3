using Migration.Checksums;
using Support;

namespace Integration.Checksums;

/// <summary>A source and a replicating target for all checksum tests; each test has a database of its own.</summary>
public sealed class ChecksumServers : MySqlPair
{
    private static int _databases;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RunAsync(
            TargetRoot,
            $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {Source.Port}, SOURCE_USER = 'repl', "
            + $"SOURCE_PASSWORD = '{Passwords.Replication}', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1; START REPLICA");
    }

    /// <summary>A new, empty database on both.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"checksum_{Interlocked.Increment(ref _databases)}";
        await OnBothAsync($"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>Run on the source, replicated, and there before this returns.</summary>
    public async Task OnBothAsync(string sql)
    {
        await RunAsync(SourceRoot, sql);
        await CaughtUpAsync();
    }

    public async Task CaughtUpAsync()
    {
        var executed = await AskAsync(SourceRoot, "SELECT @@GLOBAL.gtid_executed");
        Assert.Equal("0", await AskAsync(TargetRoot, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{executed}', 30)"));
    }

    /// <summary>On the source only, past replication.</summary>
    public Task OnSourceOnlyAsync(string sql) => RunAsync(SourceRoot, "SET SESSION sql_log_bin = 0; " + sql);

    /// <summary>On the target only, past replication: what a checksum must find.</summary>
    public Task OnTargetOnlyAsync(string sql) => RunAsync(TargetRoot, "SET SESSION sql_log_bin = 0; " + sql);

    public ComparisonRequest Request(string database) => new(new ComparedServer("source", SourceRoot), new ComparedServer("target", TargetAdmin), database);

    public Task<ComparisonReport> CompareAsync(string database) =>
        TableComparison.CompareAsync(Request(database), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>For a database with one table.</summary>
    public async Task<TableResult> CompareTableAsync(string database) => Assert.Single((await CompareAsync(database)).Tables);

    public static Task RunAsync(string connectionString, string sql) => AskAsync(connectionString, sql);

    /// <summary>Loads of 300,000 rows on a busy machine take longer than a statement may by default.</summary>
    public static Task<string?> AskAsync(string connectionString, string sql) =>
        Sql.AskAsync($"{connectionString};DefaultCommandTimeout=120", sql, TestContext.Current.CancellationToken);
}
