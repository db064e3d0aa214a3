using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Integration.LoadTests;

/// <summary>What is wrong with a target is said before any load, with the exact thing to fix.</summary>
public sealed class PreflightTests
{
    private const int Usage = 2;
    private const int Error = 1;

    [Fact]
    public async Task AGoodTarget_PassesEveryCheck_AndGetsNoLoad()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "rollback-db", "10m", "--preflight");

        Assert.Equal(0, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        foreach (var line in new[] { "✓ dns", "✓ health", "✓ clock", "✓ token", "✓ sign-in", "✓ meeting    meeting 1 exists" })
        {
            Assert.Contains(line, run.Output);
        }

        Assert.Equal(3, api.Requests);
        Assert.Empty(Directory.GetFiles(run.Folder));
    }

    [Fact]
    public async Task AnUnknownMeeting_IsNamed()
    {
        await using var api = await FakeApi.StartAsync();
        api.HasMeeting = _ => false;
        var (exitCode, output) = await RunAsync(api.BaseUrl, "rollback-db");

        Assert.Equal(Usage, exitCode);
        Assert.Contains("✗ meeting    there is no meeting 1: set TEST_MEETING_ID", output);
        Assert.DoesNotContain("POST", string.Join(' ', api.Counts.Keys));
    }

    [Fact]
    public async Task ATokenThatWillNotLast_IsRefused()
    {
        await using var api = await FakeApi.StartAsync();
        var (exitCode, output) = await RunAsync(api.BaseUrl, "db-cutover", token: TestToken.ExpiringIn(TimeSpan.FromMinutes(5)));

        Assert.Equal(Usage, exitCode);
        Assert.Contains("and the run takes 10 min: sign in again right before it, or export REFRESH_TOKEN", output);
    }

    [Fact]
    public async Task HttpToAnHttpsPort_SaysSo()
    {
        using var certificate = SelfSigned();
        await using var api = await FakeApi.StartAsync(certificate);
        var (exitCode, output) = await RunAsync(api.BaseUrl.Replace("https://", "http://", StringComparison.Ordinal));

        Assert.Equal(Usage, exitCode);
        Assert.Contains("is an https port: BASE_URL must begin with https://", output);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task ASelfSignedCertificate_IsNotTrusted()
    {
        using var certificate = SelfSigned();
        await using var api = await FakeApi.StartAsync(certificate);
        var (exitCode, output) = await RunAsync(api.BaseUrl);

        Assert.Equal(Usage, exitCode);
        Assert.Contains("✗ tls", output);
        Assert.Contains("it is self-signed", output);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task HttpsToAnHttpPort_SaysSo()
    {
        await using var api = await FakeApi.StartAsync();
        var (exitCode, output) = await RunAsync(api.BaseUrl.Replace("http://", "https://", StringComparison.Ordinal));

        Assert.Equal(Usage, exitCode);
        Assert.Contains("does not speak TLS: is it an http port?", output);
    }

    [Theory]
    [InlineData("HTTP/1.1 301 Moved Permanently\r\nLocation: http://127.0.0.1:9/api/health?x=1\r\nContent-Length: 0\r\n\r\n", "is redirected to http://127.0.0.1:9/api/health:")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n<html>Hi</html>", "the web site instead of the API?")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "BASE_URL is not a Doktori API")]
    [InlineData("220 smtp.example ready\r\n", "does not speak HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: 16\r\n\r\n{\"message\":\"OK\"}", "ahead of the server's: synchronise it")]
    public async Task AServerThatIsNotTheApi_IsRecognised(string answer, string words)
    {
        await using var server = new RawServer(_ => answer);
        var (exitCode, output) = await RunAsync(server.Url().ToString());

        Assert.Equal(Usage, exitCode);
        Assert.Contains(words, output);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"mess", "no answer (timed out)")]
    [InlineData(null, "no answer (cut off)")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", "status 503")]
    public async Task AServerThatIsNotWell_GetsItsTime_ThenIsDown(string? answer, string words)
    {
        await using var server = new RawServer(_ => answer);
        var (exitCode, output) = await RunAsync(server.Url().ToString());

        Assert.Equal(Error, exitCode);
        Assert.Contains(words, output);
        Assert.Contains("the target is not up", output);
    }

    [Fact]
    public async Task AFailedCheck_KeepsTheLoadFromStarting()
    {
        await using var api = await FakeApi.StartAsync();
        api.HasMeeting = _ => false;
        using var run = LoadTestsProcess.Against(api, "rollback-db", "10m");

        Assert.Equal(Usage, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, run.Summary().Requests);
        Assert.Contains("no meeting 1", run.Summary().Reason);
        Counts.Agree(run, api);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string baseUrl, string scenario = "db-cutover", string? token = null)
    {
        using var run = LoadTestsProcess.Start(new Dictionary<string, string> { ["BASE_URL"] = baseUrl, ["JWT_TOKEN"] = token ?? TestToken.Valid }, scenario, "--preflight");
        return (await run.ExitCodeAsync(TestContext.Current.CancellationToken), run.Output);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
