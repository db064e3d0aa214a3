using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Migration;
using Migration.Running;
using MySqlConnector;
using ProxySwitch;
using ProxySwitch.Control;
using ProxySwitch.Db;
using ProxySwitch.Db.Routing;
using ProxySwitch.Upstreams;
using Support;

namespace Integration.Migration;

/// <summary>A small copy of the topology: the two servers of the fixture with a database on the source, and a real db-proxy before them.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private const string Schema =
        """
        CREATE DATABASE doktori CHARACTER SET utf8mb4;
        CREATE TABLE doktori.reading_genres (id BIGINT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(50) NOT NULL UNIQUE, name VARCHAR(50) NOT NULL, updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6));
        CREATE TABLE doktori.users (id BIGINT AUTO_INCREMENT PRIMARY KEY, nickname VARCHAR(20) NOT NULL, updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6));
        CREATE TABLE doktori.meetings (id BIGINT AUTO_INCREMENT PRIMARY KEY, leader_user_id BIGINT NOT NULL, title VARCHAR(80) NOT NULL UNIQUE, created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), FOREIGN KEY (leader_user_id) REFERENCES doktori.users (id));
        INSERT INTO doktori.reading_genres (code, name) VALUES ('NOVEL', '소설'), ('ESSAY', '에세이'), ('HISTORY', '역사');
        INSERT INTO doktori.users (nickname) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT CONCAT('user', i) FROM n;
        INSERT INTO doktori.meetings (leader_user_id, title) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT 1 + i MOD 100, CONCAT('seed meeting ', i) FROM n;
        """;

    private readonly MySqlPair _servers;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-lab-test-");
    private readonly string _token = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N");
    private ProxyHost? _proxy;

    private Lab(MySqlPair servers) => _servers = servers;

    public MigrationOptions Options { get; private set; } = null!;

    public MigrationContext Context => new(Options);

    public MySqlPair Servers => _servers;

    public EventLog Events { get; } = new();

    public string ProxyConnectionString => new MySqlConnectionStringBuilder(_servers.SourceApplication)
    {
        Port = (uint)Proxy.Listen.Port,
        Pooling = false,
        Database = "doktori",
    }.ConnectionString;

    private ProxyHost Proxy => _proxy ?? throw new InvalidOperationException("the proxy is down");

    public static async Task<Lab> StartAsync(MySqlPair servers)
    {
        await ReviveAsync(servers.SourceRoot, servers.RestartSourceAsync);
        await ReviveAsync(servers.TargetRoot, servers.RestartTargetAsync);
        await servers.ResetAsync();
        await ExecuteAsync(servers.SourceRoot, Schema);
        var lab = new Lab(servers);
        await lab.StartProxyAsync();
        lab.Options = lab.MakeOptions();
        return lab;
    }

    /// <summary>Up to a target that replicates and is ready for the cutover.</summary>
    public static async Task<Lab> ReplicatingAsync(MySqlPair servers)
    {
        var lab = await StartAsync(servers);
        await lab.SucceedAsync(Runbooks.DumpAndLoad());
        await lab.SucceedAsync(Runbooks.SetUpReplication());
        return lab;
    }

    public Task<RunbookResult> RunAsync(Runbook runbook) => RunAsync(runbook, Options);

    public Task<RunbookResult> RunAsync(Runbook runbook, MigrationOptions options) => CancellableAsync(runbook, options, TestContext.Current.CancellationToken);

    public Task<RunbookResult> CancellableAsync(Runbook runbook, MigrationOptions options, CancellationToken cancellation) =>
        RunbookRunner.RunAsync(runbook, new MigrationContext(options), new RunOptions(), Events, cancellation);

    public async Task<RunbookResult> SucceedAsync(Runbook runbook)
    {
        var result = await RunAsync(runbook);
        Assert.True(result.IsSuccess, $"{runbook.Name}: {result.Outcome} at {result.FailedStep}: {result.Reason}\n{string.Join('\n', Events.Last(15))}");
        return result;
    }

    /// <summary>The settings of this lab as the command line reads them.</summary>
    public Dictionary<string, string> Environment() => new()
    {
        ["MIGRATION_SOURCE"] = Options.Source.ConnectionString,
        ["MIGRATION_TARGET"] = Options.Target.ConnectionString,
        ["MIGRATION_PROXY"] = $"127.0.0.1:{Options.Proxy.DataPort}",
        ["MIGRATION_PROXY_CONTROL"] = Options.Proxy.ControlUrl.ToString(),
        ["MIGRATION_PROXY_TOKEN"] = _token,
        ["MIGRATION_APP_PASSWORD"] = Options.App.Password,
        ["MIGRATION_REPL_PASSWORD"] = Options.Replication.Password,
        ["MIGRATION_STATE_DIR"] = Options.StateDirectory,
    };

    /// <summary>The upstream that gets new connections.</summary>
    public async Task<string> ActiveUpstreamAsync() => (await StatusReader.ReadAsync(Context)).ProxyActive ?? "none";

    /// <summary>As before any cutover: the source alone writable, the proxy on it, replication running, no unfinished run.</summary>
    public async Task AssertStartStateAsync()
    {
        Assert.Equal((true, false), await WritableAsync());
        var status = await StatusReader.ReadAsync(Context);
        Assert.Equal("source", status.ProxyActive);
        Assert.Empty(status.UnfinishedRuns);
        Assert.Equal("the source alone takes the application's writes", status.Verdict);
        Assert.StartsWith("receiving and applying", status.Target.Replication);
    }

    public async Task StopProxyAsync()
    {
        await Proxy.StopAsync();
        await Proxy.DisposeAsync();
        _proxy = null;
    }

    /// <summary>Which servers would take a write of the application that connects to them now, found out by writing.</summary>
    public async Task<(bool Source, bool Target)> WritableAsync() =>
        (await TakesWriteAsync(_servers.SourceApplication), await TakesWriteAsync(_servers.TargetApplication));

    /// <summary>Makes the target apply everything this many seconds late.</summary>
    public Task DelayReplicaAsync(int seconds) => ExecuteAsync(
        _servers.TargetRoot,
        $"STOP REPLICA SQL_THREAD; CHANGE REPLICATION SOURCE TO SOURCE_DELAY = {seconds}; START REPLICA SQL_THREAD");

    /// <summary>Waits until a query answers more than 0.</summary>
    public static async Task UntilAsync(string connectionString, string query)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await AskAsync<long>(connectionString, query) == 0)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Titles of all meetings on the target, seen by its root.</summary>
    public Task<IReadOnlyList<string>> KeysOnTargetAsync() => ListAsync(_servers.TargetRoot, "SELECT title FROM doktori.meetings");

    public Task<IReadOnlyList<string>> KeysOnSourceAsync() => ListAsync(_servers.SourceRoot, "SELECT title FROM doktori.meetings");

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new MySqlConnection(Unpooled(connectionString));
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new MySqlConnection(Unpooled(connectionString));
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync())!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task<IReadOnlyList<string>> ListAsync(string connectionString, string sql)
    {
        await using var connection = new MySqlConnection(Unpooled(connectionString));
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetValue(0).ToString()!);
        }

        return values;
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await StopProxyAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>A test that failed may have left a server dead: the next one must not fail for it.</summary>
    private static async Task ReviveAsync(string rootConnectionString, Func<Task> restart)
    {
        try
        {
            await ExecuteAsync(rootConnectionString, "DO 0");
        }
        catch (MySqlException)
        {
            await restart();
        }
    }

    private static string Unpooled(string connectionString) =>
        new MySqlConnectionStringBuilder(connectionString) { Pooling = false, AllowUserVariables = true }.ConnectionString;

    private static async Task<bool> TakesWriteAsync(string application)
    {
        try
        {
            await ExecuteAsync(application, "START TRANSACTION; UPDATE doktori.reading_genres SET name = CONCAT(name, '?') WHERE id = 1; ROLLBACK");
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }

    private async Task StartProxyAsync()
    {
        var (table, _) = new UpstreamTableFormat(new AllowedHosts([])).Parse(Encoding.UTF8.GetBytes(
            $$"""{ "active": "source", "upstreams": { "source": "127.0.0.1:{{_servers.Source.Port}}", "target": "127.0.0.1:{{_servers.Target.Port}}" } }"""));
        _proxy = await DbProxyHost.StartAsync(WebApplication.CreateSlimBuilder(), new DbProxyOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Control = new IPEndPoint(IPAddress.Loopback, 0),
            Token = ControlToken.Create(_token, out _)!,
            UpstreamFile = Path.Combine(_folder.FullName, "upstream.json"),
            InitialTable = table,
        });
    }

    private MigrationOptions MakeOptions() => new()
    {
        Source = new DatabaseEndpoint("mysql-lightsail", _servers.SourceRoot, "127.0.0.1", _servers.Source.Port),
        Target = new DatabaseEndpoint("mysql-rds", _servers.TargetAdmin, "127.0.0.1", _servers.Target.Port),
        Proxy = new ProxyEndpoint(Proxy.Control, _token, "127.0.0.1", Proxy.Listen.Port),
        App = new DatabaseAccount("doktori_app", _servers.Passwords.Application),
        Replication = new DatabaseAccount("repl", _servers.Passwords.Replication),
        StateDirectory = Path.Combine(_folder.FullName, "state"),
    };
}
