using System.Diagnostics;
using System.Globalization;
using Migration;
using MySqlConnector;

namespace Integration.Migration;

/// <summary>HikariCP itself: a JVM with <c>HikariReaders.java</c>, set up as docs/runbooks.md says.</summary>
internal sealed class HikariPool : IAsyncDisposable
{
    private const string Jars = "/usr/share/java";

    private static readonly string[] Libraries = ["HikariCP.jar", "mariadb-java-client.jar", "slf4j-api.jar", "slf4j-simple.jar"];

    private readonly Process _jvm;
    private readonly Task<string> _log;

    private HikariPool(Process jvm)
    {
        _jvm = jvm;
        _log = jvm.StandardError.ReadToEndAsync();
    }

    public static bool IsInstalled => File.Exists("/usr/bin/javac") && Array.TrueForAll(Libraries, library => File.Exists(Path.Combine(Jars, library)));

    /// <param name="readers">Threads, and sessions.</param>
    public static async Task<HikariPool> StartAsync(string connectionString, int readers)
    {
        var settings = new MySqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("java")
        {
            ArgumentList =
            {
                "-Dcom.zaxxer.hikari.aliveBypassWindowMs=-1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                string.Join(':', Libraries.Select(library => Path.Combine(Jars, library))),
                Path.Combine(AppContext.BaseDirectory, "HikariReaders.java"),
                $"jdbc:mariadb://{settings.Server}:{settings.Port}/{settings.Database}?useSsl=true&trustServerCertificate=true",
                settings.UserID,
                SessionGate.ValidationQuery,
                readers.ToString(CultureInfo.InvariantCulture),
            },
            Environment = { ["DB_PASSWORD"] = settings.Password },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var pool = new HikariPool(Process.Start(start)!);
        if (await pool._jvm.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) != "ready")
        {
            pool._jvm.Kill();
            var log = await pool._log;
            await pool.DisposeAsync();
            Assert.Fail($"HikariReaders did not start: {log}");
        }

        return pool;
    }

    public async Task<HikariLedger> StopAsync()
    {
        _jvm.StandardInput.Close();
        var said = (await _jvm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToLookup(words => words[0]);
        await _jvm.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new HikariLedger(
            said["reads"].ToDictionary(words => Number(words[1]), words => Number(words[2])),
            Number(said["sessions"].Single()[1]),
            [.. said["failed"].Select(words => string.Join(' ', words.Skip(1)))],
            await _log);

        static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_jvm.HasExited)
        {
            _jvm.Kill();
            await _jvm.WaitForExitAsync(CancellationToken.None);
        }

        _jvm.Dispose();
    }
}
