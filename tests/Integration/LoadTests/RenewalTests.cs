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
        Assert.Contains("REFRESH_TOKEN as exported is used up", run.Output);
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
    public async Task TheSecrets_StayWhereTheyAre()
    {
        await using var api = await FakeApi.StartAsync();
        api.Takes = token => token == TestToken.Renewed || api.Counts.GetValueOrDefault("PUT /users/me/notifications") < 4;
        api.Renew = cookie => cookie == Refresh ? TestToken.Renewed : null;
        using var run = Start(api, TestToken.Valid, "4s", "--json", "--html", "--junit", "junit.xml");
        var commandLine = run.CommandLine();

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        var everything = Directory.GetFiles(run.Folder).Select(File.ReadAllText).Append(run.Output).Append(commandLine).ToList();
        Assert.True(everything.Count >= 8);
        foreach (var secret in new[] { TestToken.SecretMark, Refresh, "rotated-" })
        {
            Assert.All(everything, text => Assert.DoesNotContain(secret, text));
        }
    }

    private static LoadTestsProcess Start(FakeApi api, string token, string duration, params string[] more) => LoadTestsProcess.Start(
        new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = token, ["REFRESH_TOKEN"] = Refresh },
        ["db-cutover", "--duration", duration, "--samples", "samples.ndjson", "--ledger", "ledger.ndjson", .. more]);
}
