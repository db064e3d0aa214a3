using System.Globalization;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Seeding;
using Integration.FakeDoktoriApi;
using Support;

namespace Integration.Chat;

/// <summary>From the start of a process to its end, as the deploy sees it.</summary>
[Collection(nameof(ChatServerCollection))]
public sealed class InstanceProcessTests(ApiServer server, ITestOutputHelper output)
{
    [Theory]
    [InlineData("api")]
    [InlineData("chat")]
    public async Task ColdStart_EndsReady_AndTheStopEndsWithExitCode0(string role)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var instance = InstanceProcess.Start(server.Application, "--role", role);
        var root = await instance.ListeningAsync();
        using var http = new HttpClient { BaseAddress = root };
        await Eventually.TrueAsync(async () => await StatusAsync(http) == 200, TestContext.Current.CancellationToken, TimeSpan.FromSeconds(60));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{role}: ready {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms after the start of the process"));

        // A warm pool: its ten connections are there, on the server's own word.
        Assert.InRange((await server.ApplicationSessionsAsync()).Length, 10, 100);
        using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal([role], answer.Headers.GetValues("X-Server-Id"));
        await instance.TerminateAsync();

        Assert.Equal(0, await instance.ExitAsync());
    }

    [Fact]
    public async Task Sigterm_ClosesTheChatsSessions_With1001_AndExits0()
    {
        await using var instance = InstanceProcess.Start(server.Application, "--role", "chat");
        var root = await instance.ListeningAsync();
        await using var client = await StompClient.OpenAsync(new Uri(root.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal) + "ws"));
        var tokens = new AccessTokens(new JwtCodec(new() { Secret = "integration-tests-0123456789abcdef" }, TimeProvider.System), TimeProvider.System);
        var token = tokens.Issue(40, "누구");
        await client.ConnectAsync(token);
        await client.SubscribeAsync(SeedPlan.TalkRoom);

        await instance.TerminateAsync();

        Assert.Equal(1001, await client.ClosedAsync());
        Assert.Equal(0, await instance.ExitAsync());
        Assert.DoesNotContain(token, instance.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownRole_IsRefused_BeforeAnythingIsTouched()
    {
        await using var instance = InstanceProcess.Start("Server=127.0.0.1", "--role", "edge");

        Assert.Equal(2, await instance.ExitAsync());
        Assert.Contains("--role is api or chat, not 'edge'", instance.Output, StringComparison.Ordinal);
    }

    private static async Task<int> StatusAsync(HttpClient http)
    {
        using var response = await http.GetAsync(new Uri("/actuator/health/readiness", UriKind.Relative), TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
