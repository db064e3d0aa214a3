using MySqlConnector;
using MySqlRuntime;
using Support;

namespace Integration.Hosting;

/// <summary>The buttons of a whole lab, pressed from a second terminal: faults, plays, the report.</summary>
public sealed class LabButtonTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private HostProcess lab = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await MySqlLocator.FindOrFetchAsync(cancellationToken: Cancellation);
        }
        catch (MySqlUnavailableException reason)
        {
            Assert.Skip(reason.Problem);
        }

        lab = HostProcess.Start("AppHost.dll", "--rows", "200", "--out", "{folder}/out");
        await lab.PrintedAsync("The lab is up.", Cancellation);
    }

    [Fact]
    public async Task Lag_HoldsTheTargetBack_AndTheCutOverIsRefused_UntilItIsRemoved()
    {
        await RefusesAsync("mysql-rds", "inject-lag", "cannot be pressed now: mysql-rds does not replicate.");
        await DoesAsync("mysql-rds", "dump-and-load", "dump-and-load is done.");
        await RefusesAsync("mysql-rds", "dump-and-load", "cannot be pressed now: mysql-rds holds the data already.");
        await DoesAsync("mysql-rds", "set-up-replication", "set-up-replication is done.");

        await DoesAsync("mysql-rds", "inject-lag", "now applies the source's transactions 30 s late");
        await RefusesAsync("mysql-rds", "inject-lag", "mysql-rds is held back already.");
        await Eventually.TrueAsync(async () => (await RunAsync("ps")).Output.Contains("remove-lag", StringComparison.Ordinal), Cancellation, Patience);
        await WriteAsync();
        await RefusesAsync("mysql-rds", "cut-over", "1 transactions behind");
        await DoesAsync("mysql-rds", "remove-lag", "catches up");
        await RefusesAsync("mysql-rds", "remove-lag", "mysql-rds is not held back.");
        await DoesAsync("mysql-rds", "cut-over", "cut-over is done.");
    }

    [Fact]
    public async Task AKilledTarget_IsShown_AndComesBackWithItsDataAndItsFence()
    {
        await DoesAsync("mysql-rds", "dump-and-load", "dump-and-load is done.");
        await DoesAsync("mysql-rds", "set-up-replication", "set-up-replication is done.");
        await DoesAsync("mysql-rds", "kill", "was killed: Exited with exit code 137. start or restart brings it back.");
        await lab.PrintedAsync("mysql-rds Exited (exit code 137)", Cancellation);
        await RefusesAsync("mysql-rds", "cut-over", "mysql-rds does not answer.");
        await RefusesAsync("mysql-rds", "kill", "cannot be pressed now: its state is Exited.");
        await DoesAsync("mysql-rds", "start", "'mysql-rds' was started.");

        // A replica that comes back waits to be told; the application may still not write on it, so the runbook finds it as it was.
        await Eventually.TrueAsync(async () => (await RunAsync("do", "mysql-rds", "set-up-replication")).ExitCode == 0, Cancellation, Patience);
        await DoesAsync("mysql-rds", "cut-over", "cut-over is done.");
    }

    [Fact]
    public async Task APausedProxy_IsShown_AndAnswersAgainWhenItGoesOn()
    {
        await DoesAsync("db-proxy", "pause", "stands still: its connections stay open and nothing is answered.");
        Assert.Contains(await RowsAsync("db-proxy"), row => row.Contains("Paused", StringComparison.Ordinal) && row.Contains("stop, restart, kill, resume", StringComparison.Ordinal));
        await DoesAsync("db-proxy", "resume", "goes on.");
        await Eventually.TrueAsync(async () => (await RowsAsync("db-proxy")).Any(row => row.Contains("Healthy", StringComparison.Ordinal)), Cancellation, Patience);
    }

    [Fact]
    public async Task PlaysOnlyWhatCanBePlayed_AndShowsTheLastReport()
    {
        await RefusesAsync("rehearsal", "play-nginx", "cannot be pressed now: the new version does not serve yet; deploy-services comes first.");
        await RefusesAsync("rehearsal", "play-rollback-all", "cannot be pressed now: everything is where it began.");
        await RefusesAsync("rehearsal", "open-report", "cannot be pressed now: there is no report yet.");

        var run = Directory.CreateDirectory(Path.Combine(lab.Folder, "out", "20260102-030405")).FullName;
        await File.WriteAllTextAsync(Path.Combine(run, "report.html"), "<p>passed</p>", Cancellation);
        var opened = await RunAsync("do", "rehearsal", "open-report");
        Assert.Equal(0, opened.ExitCode);
        Assert.Contains(Path.Combine(run, "report.html"), opened.Output, StringComparison.Ordinal);
        var address = opened.Output[opened.Output.IndexOf("http://", StringComparison.Ordinal)..].Trim();
        using var browser = new HttpClient();
        Assert.Equal("<p>passed</p>", await browser.GetStringAsync(new Uri(address), Cancellation));
        Assert.Contains(address, (await RunAsync("ps")).Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (lab is not null)
        {
            await lab.SignalAsync("INT");
            Assert.Equal(0, await lab.ExitCodeAsync(CancellationToken.None));
            Assert.Empty(LivingProcess.Mentioning(lab.Folder));
            lab.Dispose();
        }
    }

    private async Task<IEnumerable<string>> RowsAsync(string resource) => (await RunAsync("ps")).Output.Split('\n').Where(line => line.Contains($" {resource} ", StringComparison.Ordinal));

    /// <summary>A write as the application makes it; with the password that the API was given.</summary>
    private async Task WriteAsync()
    {
        const string Variable = "ConnectionStrings__doktori=";
        var api = LivingProcess.Mentioning("Server__Id=api-lightsail\0").First(pid => LivingProcess.Mentioning(lab.Folder).Contains(pid));
        var environment = (await File.ReadAllTextAsync($"/proc/{api}/environ", Cancellation)).Split('\0');
        await using var connection = new MySqlConnection(environment.Single(variable => variable.StartsWith(Variable, StringComparison.Ordinal))[Variable.Length..]);
        await connection.OpenAsync(Cancellation);
        await using var command = new MySqlCommand("UPDATE meetings SET title = 'written late' WHERE id = 1", connection);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
    }

    private Task DoesAsync(string resource, string command, string says) => EndsAsync(0, resource, command, says);

    private Task RefusesAsync(string resource, string command, string says) => EndsAsync(1, resource, command, says);

    private async Task EndsAsync(int exitCode, string resource, string command, string says)
    {
        var end = await RunAsync("do", resource, command);
        Assert.True(end.ExitCode == exitCode && end.Output.Contains(says, StringComparison.Ordinal), $"do {resource} {command}: exit code {end.ExitCode}\n{end.Output}");
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var terminal = lab.StartAnother("AppHost.dll", arguments);
        var exitCode = await terminal.ExitCodeAsync(Cancellation);
        return (exitCode, terminal.Output);
    }
}
