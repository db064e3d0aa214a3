using MySqlConnector;

namespace Integration.LoadTests;

/// <summary>Cleaning up by SQL, on the real schema: the run's rows go with all that hangs on them, and nobody else's.</summary>
public sealed class CleanupTests(RealApi api) : IClassFixture<RealApi>
{
    [Fact]
    public async Task RemovesTheRunsRows_AndNoOthers()
    {
        var database = new MySqlConnectionStringBuilder(api.SourceRoot) { Database = "doktori" }.ConnectionString;
        var before = await CountAsync(database);
        var first = await WriteAsync("fall");
        var second = await WriteAsync("fall-2");
        Assert.Equal(before.Meetings + first + second, (await CountAsync(database)).Meetings);

        var (look, lookOutput) = await CleanUpAsync("fall", "--db");
        Assert.Equal(0, look);
        Assert.Contains($"{first} meetings carry its mark", lookOutput);
        Assert.Contains("With --yes this is run", lookOutput);

        var (exitCode, output) = await CleanUpAsync("fall", "--db", "--yes");

        Assert.Equal(0, exitCode);
        Assert.Contains($"removed {first} meetings", output);
        Assert.Equal(before.Meetings + second, (await CountAsync(database)).Meetings);
        await CleanUpAsync("fall-2", "--db", "--yes");
        Assert.Equal(before, await CountAsync(database));
    }

    private async Task<int> WriteAsync(string runId)
    {
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["LOADTESTS_TOKENS_FILE"] = api.TokensFile },
            "data-integrity", "--duration", "3s", "--run-id", runId);
        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        // Settled through the API of the real replica: what it acknowledged is there.
        var ledger = run.Summary().Ledger!;
        Assert.True(ledger.Settled, run.Output);
        Assert.Equal("api", ledger.SettledBy);
        Assert.Equal(ledger.Acknowledged, ledger.Present);
        Assert.True(ledger.Present > 0);
        return (int)(ledger.Present + ledger.Recovered)!;
    }

    private async Task<(int ExitCode, string Output)> CleanUpAsync(params string[] arguments)
    {
        using var cleanup = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["LOADTESTS_DB"] = api.SourceRoot },
            ["cleanup", .. arguments]);
        return (await cleanup.ExitCodeAsync(TestContext.Current.CancellationToken), cleanup.Output);
    }

    private static async Task<(int Meetings, int Rounds, int Members)> CountAsync(string database)
    {
        await using var connection = new MySqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new MySqlCommand("SELECT (SELECT COUNT(*) FROM meetings), (SELECT COUNT(*) FROM meeting_rounds), (SELECT COUNT(*) FROM meeting_members)", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
    }
}
