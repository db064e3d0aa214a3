using FakeDoktoriApi.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;
using MySqlRuntime;
using MySqlRuntime.Provisioning;
using MySqlRuntime.Servers;
using Support;
using Xunit.v3;

namespace Integration.FakeDoktoriApi;

/// <summary>
/// One real source server, migrated and seeded, and the application on it in this process. Skipped, with the reason, where no MySQL can be had.
/// </summary>
public sealed class ApiServer : IAsyncLifetime
{
    public const int Meetings = 400;
    public const int Seed = 1;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-api-");
    private readonly LabPasswords _passwords = LabPasswords.Generate();
    private MySqlServerProcess? _server;
    private ApiInstance? _api;

    public MySqlServerProcess Server => _server ?? throw new InvalidOperationException("InitializeAsync comes first.");

    internal ApiInstance Api => _api ?? throw new InvalidOperationException("InitializeAsync comes first.");

    /// <summary>As root, in the application's database.</summary>
    public string Root => In("doktori");

    public string Application => LabConnectionString.For(Server.Port, "doktori_app", _passwords.Application) + ";Database=doktori";

    public string In(string database) => new MySqlConnectionStringBuilder(Server.RootConnectionString) { Database = database }.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        MySqlInstallation installation;
        try
        {
            installation = await MySqlLocator.FindOrFetchAsync();
        }
        catch (MySqlUnavailableException exception)
        {
            throw new InvalidOperationException($"{DynamicSkipToken.Value}{exception.Problem}", exception);
        }

        _server = await MySqlServerProcess.StartAsync(installation, new MySqlServerOptions
        {
            Name = "mysql-api-tests",
            ServerId = 1,
            DataDirectory = Path.Combine(_folder.FullName, "data"),
            RootPassword = _passwords.Root,
        });
        await SourceAccounts.ApplyAsync(_server.RootConnectionString, _passwords);
        await MigrateVerb.MigrateAsync(Root, new MigrateOptions(Meetings, Seed), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        _api = await ApiInstance.StartAsync(Application);
    }

    /// <summary>The sessions that the application holds on the server.</summary>
    public async Task<string[]> ApplicationSessionsAsync() =>
        [.. (await Sql.RowsAsync(Root, "SELECT id FROM information_schema.processlist WHERE user = 'doktori_app'", TestContext.Current.CancellationToken)).Select(row => row[0]!)];

    /// <summary>What the cutover does to the old server's sessions.</summary>
    public async Task KillApplicationSessionsAsync()
    {
        foreach (var session in await ApplicationSessionsAsync())
        {
            try
            {
                await Sql.RunAsync(Root, $"KILL {session}", TestContext.Current.CancellationToken);
            }
            catch (MySqlException gone) when (gone.ErrorCode == MySqlErrorCode.NoSuchThread)
            {
                // It ended by itself since it was listed.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_api is not null)
        {
            await _api.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        MySqlConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
