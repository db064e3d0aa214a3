using System.Globalization;
using MySqlConnector;
using MySqlRuntime;
using MySqlRuntime.Provisioning;
using MySqlRuntime.Servers;
using Xunit;

namespace Support;

/// <summary>
/// Two real servers for a test collection: a source (root) and a target that is limited as RDS is (admin). Both are empty but for their accounts; replication is not set up.
/// <code>
/// [CollectionDefinition(nameof(CutoverServers))]
/// public sealed class CutoverServers : ICollectionFixture&lt;MySqlPair&gt;;
///
/// [Collection(nameof(CutoverServers))]
/// public sealed class CutoverTests(MySqlPair servers) …
/// </code>
/// Tests are skipped, with the reason, where no MySQL can be had. The servers end with the test process, however it ends.
/// </summary>
public class MySqlPair : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-lab-");
    private MySqlInstallation? _installation;
    private MySqlServerProcess? _source;
    private MySqlServerProcess? _target;
    private MySqlUnavailableException? _unavailable;

    public MySqlInstallation Installation => _installation ?? throw NotStarted();

    public MySqlServerProcess Source => _source ?? throw NotStarted();

    public MySqlServerProcess Target => _target ?? throw NotStarted();

    public LabPasswords Passwords { get; } = LabPasswords.Generate();

    /// <summary>The operators' account on the source.</summary>
    public string SourceRoot => Source.RootConnectionString;

    /// <summary>The highest account on the target that migration code may use.</summary>
    public string TargetAdmin => LabConnectionString.For(Target.Port, "admin", Passwords.Admin);

    /// <summary>For looking only: code under test never has this account.</summary>
    public string TargetRoot => Target.RootConnectionString;

    public string SourceApplication => LabConnectionString.For(Source.Port, "doktori_app", Passwords.Application);

    public string TargetApplication => LabConnectionString.For(Target.Port, "doktori_app", Passwords.Application);

    /// <summary>As on RDS; see <see cref="PromptMySqlPair"/> for tests that start and stop replication often and are not about its timing.</summary>
    protected virtual RdsPauses Pauses => RdsPauses.AsOnRds;

    public virtual async ValueTask InitializeAsync()
    {
        try
        {
            _installation = await MySqlLocator.FindOrFetchAsync();
        }
        catch (MySqlUnavailableException exception)
        {
            _unavailable = exception;
            return;
        }

        await Task.WhenAll(RestartSourceAsync(), RestartTargetAsync());
        await SourceAccounts.ApplyAsync(SourceRoot, Passwords);
    }

    /// <summary>Starts the source again after a test has killed it, on the same port and data: its accounts are still there.</summary>
    public async Task RestartSourceAsync() => _source = await RestartAsync(_source, "mysql-lightsail", serverId: 1);

    /// <summary>Starts the target again after a test has killed it, on the same port and data.</summary>
    public async Task RestartTargetAsync()
    {
        _target = await RestartAsync(_target, "mysql-rds", serverId: 2);
        await RdsLimits.ApplyAsync(_target.RootConnectionString, Passwords, Pauses);
    }

    /// <summary>Both servers as they were at first: no replication, no databases, no GTIDs, writable, accounts and grants restored.</summary>
    public async Task ResetAsync()
    {
        await Task.WhenAll(ServerReset.RunAsync(SourceRoot), ServerReset.RunAsync(TargetRoot));
        await Task.WhenAll(SourceAccounts.ApplyAsync(SourceRoot, Passwords), RdsLimits.ApplyAsync(TargetRoot, Passwords, Pauses));
    }

    /// <summary>
    /// Commits on the target what the source commits as its next transaction: so it looks to whoever comes between the two commits of a transaction that
    /// stands in the source's binary log already. The caller has the source commit <paramref name="sql"/> afterwards, and nothing else before it.
    /// </summary>
    public async Task CommitOnTargetFirstAsync(string sql)
    {
        var last = await Sql.AskAsync(SourceRoot, "SELECT REGEXP_SUBSTR(@@GLOBAL.gtid_executed, '[0-9]+$')");
        var next = $"{await Sql.AskAsync(SourceRoot, "SELECT @@server_uuid")}:{long.Parse(last!, CultureInfo.InvariantCulture) + 1}";
        await Sql.RunAsync(TargetRoot, $"SET gtid_next = '{next}'; {sql}; SET gtid_next = AUTOMATIC");
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Task.WhenAll(StopAsync(_source), StopAsync(_target));
        MySqlConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task<MySqlServerProcess> RestartAsync(MySqlServerProcess? previous, string name, uint serverId)
    {
        await StopAsync(previous);
        return await MySqlServerProcess.StartAsync(Installation, new MySqlServerOptions
        {
            Name = name,
            ServerId = serverId,
            Port = previous?.Port ?? 0,
            DataDirectory = Path.Combine(_folder.FullName, name),
            RootPassword = Passwords.Root,
        });
    }

    private static async Task StopAsync(MySqlServerProcess? server)
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>A test that asks for a server there is none of is skipped, with the reason.</summary>
    private InvalidOperationException NotStarted() =>
        _unavailable is null ? new InvalidOperationException("The servers have not been started: InitializeAsync comes first.") : LocatedMySql.Skip(_unavailable);
}
