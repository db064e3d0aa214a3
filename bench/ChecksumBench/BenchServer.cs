using System.Diagnostics;
using System.Globalization;
using MySqlConnector;
using MySqlRuntime;
using MySqlRuntime.Servers;

namespace ChecksumBench;

/// <summary>One scratch server with the table loaded and in memory.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly MySqlServerProcess _process;
    private readonly MySqlConnection _connection;

    private BenchServer(MySqlServerProcess process, MySqlConnection connection)
    {
        (_process, _connection) = (process, connection);
    }

    public string ConnectionString => _process.RootConnectionString;

    public string Version => _connection.ServerVersion;

    public TimeSpan CpuTime
    {
        get
        {
            using var process = Process.GetProcessById(_process.Pid);
            return process.TotalProcessorTime;
        }
    }

    public static async Task<BenchServer> StartAsync(MySqlInstallation installation, string name, uint id, DirectoryInfo folder, BenchOptions options)
    {
        var process = await MySqlServerProcess.StartAsync(installation, new MySqlServerOptions
        {
            Name = name,
            ServerId = id,
            DataDirectory = Path.Combine(folder.FullName, name),
            RootPassword = Guid.NewGuid().ToString("N"),
            ExtraArguments = [string.Create(CultureInfo.InvariantCulture, $"--innodb-buffer-pool-size={options.BufferPoolMb}M"), "--innodb-flush-log-at-trx-commit=2", "--skip-log-bin"],
        });
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder(process.RootConnectionString)
        {
            Pooling = false, DefaultCommandTimeout = 0, AllowUserVariables = true,
        }.ConnectionString);
        var server = new BenchServer(process, connection);
        try
        {
            await connection.OpenAsync();
            using var schema = new StreamReader(typeof(BenchServer).Assembly.GetManifestResourceStream("Meetings.sql")!);
            var load = await schema.ReadToEndAsync();
            await server.RunAsync(string.Create(CultureInfo.InvariantCulture, $"SET @rows = {options.Rows}; {load} ANALYZE TABLE meetings"));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task RunAsync(string sql)
    {
        // Only this program's own text.
#pragma warning disable CA2100
        await using var command = new MySqlCommand(sql, _connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
            {
            }
        }
        while (await reader.NextResultAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _process.DisposeAsync();
    }
}
