using System.Net;

namespace Integration.Dns;

public sealed class ControlApiTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

    private RunningDns dns = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => dns = await RunningDns.StartAsync();

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Theory(Timeout = Timeout)]
    [InlineData("GET", "control/state", null)]
    [InlineData("POST", "control/change", null)]
    [InlineData("POST", "control/change", "Bearer wrong-wrong-wrong-wrong")]
    [InlineData("POST", "control/test", null)]
    [InlineData("POST", "control/reload", null)]
    public async Task WithoutTheToken_401_AndNothingChanges(string method, string path, string? authorization)
    {
        using var http = new HttpClient { BaseAddress = dns.Control };
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative)) { Content = new StringContent("""{"records":{"doktori.test":"127.0.0.3"}}""") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        await NothingChangedAsync();
    }

    [Theory(Timeout = Timeout)]
    [InlineData("", "bad_json")]
    [InlineData("null", "bad_json")]
    [InlineData("[]", "bad_json")]
    [InlineData("{\"record\":{}}", "bad_json")]
    [InlineData("{\"records\":[\"127.0.0.3\"]}", "bad_json")]
    [InlineData("{\"records\":{\"doktori.test\":3}}", "bad_json")]
    [InlineData("{\"records\":{\"doktori.test\":\"127.0.0.3\",\"doktori.test\":\"127.0.0.4\"}}", "bad_json")]
    [InlineData("{\"ttlSeconds\":1.5}", "bad_json")]
    [InlineData("{\"ttlSeconds\":\"5\"}", "bad_json")]
    [InlineData("{\"ttlSeconds\":99999999999999999999}", "bad_json")]
    [InlineData("{}", "bad_request")]
    [InlineData("{\"records\":{}}", "bad_request")]
    [InlineData("{\"records\":{},\"ttlSeconds\":5}", "bad_request")]
    [InlineData("{\"records\":{\"doktori.test\":null}}", "bad_request")]
    public Task ABodyThatIsNotUnderstood_400_AndNothingChanges(string body, string code) => IsRefusedAsync(400, code, body);

    [Theory(Timeout = Timeout)]
    [InlineData("{\"records\":{\"doktori.test\":\"127.0.0.300\"}}", "bad_address")]
    [InlineData("{\"records\":{\"doktori.test\":\"edge-vpc\"}}", "bad_address")]
    [InlineData("{\"records\":{\"doktori.test\":\"::1\"}}", "bad_address")]
    [InlineData("{\"records\":{\"doktori.test\":\"\"}}", "bad_address")]
    [InlineData("{\"records\":{\"doktori.test\":\"0.0.0.0\"}}", "bad_address")]
    [InlineData("{\"records\":{\"doktori.test\":\"8.8.8.8\"}}", "host_not_allowed")]
    [InlineData("{\"records\":{\"example.com\":\"127.0.0.3\"}}", "name_not_in_zone")]
    [InlineData("{\"records\":{\"*.doktori.test\":\"127.0.0.3\"}}", "bad_name")]
    [InlineData("{\"ttlSeconds\":-1}", "bad_ttl")]
    [InlineData("{\"records\":{\"doktori.test\":\"127.0.0.3\"},\"ttlSeconds\":604801}", "bad_ttl")]
    public Task AChangeThatCannotBe_422_AndNothingChanges(string body, string code) => IsRefusedAsync(422, code, body);

    [Fact(Timeout = Timeout)]
    public async Task AHugeBody_413()
    {
        var (status, answer) = await dns.PostAsync("control/change", "{\"records\":{\"" + new string('a', 100_000) + "\":\"127.0.0.3\"}}");

        Assert.Equal((413, "body_too_large"), ((int)status, answer.GetProperty("code").GetString()));
        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Test_SaysYes_AndChangesNothing()
    {
        var (status, _) = await dns.PostAsync("control/test", """{"records":{"doktori.test":"127.0.0.3"},"ttlSeconds":5}""");

        Assert.Equal(200, (int)status);
        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Health_IsOpen()
    {
        using var http = new HttpClient();

        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(dns.Control, "health"), Cancellation));
    }

    private async Task IsRefusedAsync(int status, string code, string body)
    {
        foreach (var path in new[] { "control/change", "control/test" })
        {
            var (actual, answer) = await dns.PostAsync(path, body);

            Assert.Equal((status, code), ((int)actual, answer.GetProperty("code").GetString()));
            Assert.NotEmpty(answer.GetProperty("message").GetString()!);
        }

        await NothingChangedAsync();
    }

    private async Task NothingChangedAsync()
    {
        var state = await dns.StateAsync();
        Assert.Equal((1, 60), (state.GetProperty("changes").GetArrayLength(), state.GetProperty("ttlSeconds").GetInt32()));
        Assert.Contains("\"doktori.test\": \"127.0.0.2\"", await File.ReadAllTextAsync(dns.ZoneFile, Cancellation), StringComparison.Ordinal);
        Assert.Equal(("127.0.0.2", 60), await dns.AskAsync());
    }
}
