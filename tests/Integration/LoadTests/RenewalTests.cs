using LoadTests.CommandLine;
using LoadTests.History;

namespace Integration.LoadTests;

/// <summary>An access token that ends is renewed once for all virtual users; when that is not possible the run ends, and says why.</summary>
public sealed class RenewalTests
{
    private const string Refresh = "refresh-s3cr3t";

    [Fact]
    public async Task AnExpiredToken_IsRenewedBeforeTheLoad()
    {
        await using var api = await FakeApi.StartAsync();
        api.Takes = token => token == TestToken.Valid;
        api.Renew = cookie => cookie == Refresh ? TestToken.Valid : null;
        using var run = Start(api, TestToken.Expired, "2s");

        run.Passed(await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, api.Counts["POST /auth/tokens"]);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task ATokenRefusedUnderLoad_IsRenewedOnce_ForAllUsers()
    {
        await using var api = await FakeApi.StartAsync();
        api.Takes = token => token == TestToken.Renewed || api.Counts.GetValueOrDefault("PUT /users/me/notifications") < 4;
        api.Renew = cookie => cookie == Refresh ? TestToken.Renewed : null;
        using var run = Start(api, TestToken.Valid, "5s");

        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        run.Passed(exitCode);
        Assert.Equal(1, api.Counts["POST /auth/tokens"]);
        Assert.Contains(run.Samples(), sample => sample.Status == 401);
        Assert.Equal(0, run.Summary().Metrics.Single(metric => metric.Name == "load_unauthorized").Value);
        Assert.Contains("REFRESH_TOKEN, LOADTESTS_TOKENS_FILE) are used up", run.Output);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task ATokenAboutToExpire_IsRenewedAhead_AndNoRequestIsRefused()
    {
        await using var api = await FakeApi.StartAsync();
        api.Renew = cookie => cookie == Refresh ? TestToken.Renewed : null;
        using var run = Start(api, TestToken.ExpiringIn(TimeSpan.FromSeconds(63)), "8s");

        run.Passed(await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, api.Counts["POST /auth/tokens"]);
        Assert.DoesNotContain(run.Samples(), sample => sample.Status == 401);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task TheTokensOfAFile_AreRenewedAhead_EachWithItsOwnRefreshToken()
    {
        await using var api = await FakeApi.StartAsync();
        var renewed = new Dictionary<string, string> { ["r-1"] = TestToken.Renewed, ["r-2"] = TestToken.Valid };
        api.Renew = cookie => renewed.GetValueOrDefault(cookie);
        var (one, two) = (TestToken.ExpiringIn(TimeSpan.FromSeconds(63)), TestToken.ExpiringIn(TimeSpan.FromSeconds(64)));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            $$"""[{"userId":1,"accessToken":"{{one}}","refreshToken":"r-1"},{"userId":2,"accessToken":"{{two}}","refreshToken":"r-2"}]""",
            TestContext.Current.CancellationToken);
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["LOADTESTS_TOKENS_FILE"] = file },
            ["db-cutover", "--duration", "9s", "--samples", "samples.ndjson", "--ledger", "ledger.ndjson"]);

        run.Passed(await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        File.Delete(file);
        Assert.Equal(2, api.Counts["POST /auth/tokens"]);
        Assert.DoesNotContain(run.Samples(), sample => sample.Status == 401);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task ARefusedRenewal_EndsTheRunCleanly()
    {
        await using var api = await FakeApi.StartAsync();
        api.Takes = _ => api.Counts.GetValueOrDefault("PUT /users/me/notifications") < 4;
        using var run = Start(api, TestToken.Valid, "10m");

        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("status 401 INVALID_REFRESH_TOKEN: the token could not be renewed; sign in again", run.Summary().Reason);
        Assert.False(run.Summary().Aborted);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task AnExpiredToken_ThatCannotBeRenewed_EndsTheRunCleanly()
    {
        // Our clock is the one that says "expired": it is moved on by an hour in the moment from which the server refuses the token.
        await using var api = await FakeApi.StartAsync();
        var clock = new MovedClock();
        api.Takes = _ =>
        {
            clock.Ahead = api.Counts.GetValueOrDefault("PUT /users/me/notifications") < 4 ? TimeSpan.Zero : TimeSpan.FromHours(1);
            return clock.Ahead == TimeSpan.Zero;
        };
        var environment = new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.ExpiringIn(TimeSpan.FromMinutes(30)) };
        var folder = Directory.CreateTempSubdirectory("loadtests-").FullName;
        var (output, errors) = (new StringWriter(), new StringWriter());
        try
        {
            var program = new LoadTestsProgram(output, errors, environment.GetValueOrDefault, clock);

            Assert.Equal(1, await Task.Run(() => program.RunAsync(["db-cutover", "--duration", "10m", "--out", folder]), TestContext.Current.CancellationToken));

            var summary = HistoryFile.ReadSummary(Directory.GetFiles(folder, "*.summary.json").Single());
            Assert.Equal("the access token is refused and there is no REFRESH_TOKEN to renew it with", summary.Reason);
            Assert.Equal((false, 0), (summary.Aborted, summary.Quotes.Count));
            Assert.Equal(api.Requests, summary.Requests + summary.PreflightRequests);
            Assert.DoesNotContain("POST /auth/tokens", api.Counts.Keys);
            Assert.Contains(summary.Reason!, output.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LoadTestsProcess Start(FakeApi api, string token, string duration, params string[] more) => LoadTestsProcess.Start(
        new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = token, ["REFRESH_TOKEN"] = Refresh },
        ["db-cutover", "--duration", duration, "--samples", "samples.ndjson", "--ledger", "ledger.ndjson", .. more]);
}
