using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AppHost.Control;
using AppHost.Reports;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Integration.Hosting;

/// <summary>The control API of an application of shells, by the words the rehearsal and the runbooks use.</summary>
public sealed class ControlApiTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("hosting-tests-").FullName;
    private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LabControl control;
    private DistributedApplication app = null!;
    private LabStates states = null!;
    private bool isDrainable;
    private HttpClient http = null!;

    public ControlApiTests()
    {
        control = new LabControl { Reports = new LabReports(Path.Combine(folder, "out")) };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--Embedded:Directory", folder], ProjectDirectory = folder });
        control.AddTo(builder);
        builder.AddExecutable("edge", "/bin/sh", folder, "-c", "echo up; echo \"$LAB_CONTROL_URL\"; echo \"$LAB_CONTROL_TOKEN\"; sleep 300 & wait")
            .WithHttpEndpoint()
            .WithCommand("switch", "Switch", async _ =>
            {
                begun.TrySetResult();
                await finish.Task;
                return CommandResults.Success("green → vpc");
            })
            .WithCommand("roll-back", "Roll back", _ => Task.FromResult(CommandResults.Failure("the old upstream does not answer")))
            .WithCommand("drain", "Drain", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { UpdateState = _ => isDrainable ? ResourceCommandState.Enabled : ResourceCommandState.Disabled });
        control.Give(builder.AddExecutable("load", "/bin/sh", folder, "-c", "echo \"$LAB_CONTROL_URL\" > given; echo \"$LAB_CONTROL_TOKEN\"; sleep 300 & wait")).WithExplicitStart();
        app = builder.Build();
        states = new LabStates(app.ResourceNotifications);
        await control.StartAsync(app, states, folder, TimeProvider.System, Cancellation);
        await app.StartAsync(Cancellation);
        var access = ControlFile.TryRead(folder)!;
        http = new HttpClient { BaseAddress = access.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", access.Token) } };
        await Support.Eventually.TrueAsync(() => states.Find("edge")?.Snapshot.State?.Text == KnownResourceStates.Running && states.Find("load") is not null, Cancellation, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Tells_OfEveryResource()
    {
        var answer = await http.GetFromJsonAsync<JsonNode>("/control/resources", Cancellation);
        var edge = answer!["resources"]!.AsArray().Single(resource => (string?)resource!["name"] == "edge")!;
        Assert.Equal(("Executable", "Running", "Healthy"), ((string?)edge["type"], (string?)edge["state"], (string?)edge["health"]));
        Assert.Null(edge["exitCode"]);
        Assert.Equal("http", (string?)edge["urls"]![0]!["name"]);
        Assert.StartsWith("http://localhost:", (string?)edge["urls"]![0]!["url"], StringComparison.Ordinal);
        Assert.Equal(["restart", "roll-back", "stop", "switch"], edge["commands"]!.AsArray().Where(command => (bool)command!["enabled"]!).Select(command => (string)command!["name"]!).Order());
        Assert.Equal("Switch", (string?)edge["commands"]!.AsArray().Single(command => (string?)command!["name"] == "switch")!["displayName"]);

        var load = await http.GetFromJsonAsync<JsonNode>("/control/resources/load", Cancellation);
        Assert.Equal("NotStarted", (string?)load!["state"]);
        Assert.DoesNotContain(answer["resources"]!.AsArray(), resource => (string?)resource!["name"] == "lab-control-token");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Refuses_WhoeverHasNoToken(string? token)
    {
        using var stranger = new HttpClient { BaseAddress = http.BaseAddress };
        stranger.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var read = await stranger.GetAsync(new Uri("/control/resources", UriKind.Relative), Cancellation);
        using var press = await stranger.PostAsync(new Uri("/control/resources/edge/commands/stop", UriKind.Relative), null, Cancellation);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (read.StatusCode, press.StatusCode));
        Assert.Equal(KnownResourceStates.Running, states.Find("edge")!.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Says_WhatACommandDid_AndRefusesItPressedTwice()
    {
        var first = PressAsync("edge", "switch");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.Equal((HttpStatusCode.Conflict, "refused", "'Switch' of 'edge' is already being carried out."), await PressAsync("edge", "switch"));
        finish.SetResult();
        Assert.Equal((HttpStatusCode.OK, null, "green → vpc"), await first);
    }

    [Theory]
    [InlineData("edge", "roll-back", HttpStatusCode.Conflict, "refused", "the old upstream does not answer")]
    [InlineData("edge", "drain", HttpStatusCode.Conflict, "refused", "'Drain' of 'edge' cannot be pressed now: its state is Running.")]
    [InlineData("edge", "start", HttpStatusCode.Conflict, "refused", "'Start' of 'edge' cannot be pressed now: its state is Running.")]
    [InlineData("edge", "swich", HttpStatusCode.NotFound, "unknown_command", "'edge' has no command 'swich'; it has: start, stop, restart, switch, roll-back, drain.")]
    [InlineData("edg", "switch", HttpStatusCode.NotFound, "unknown_resource", "There is no resource named 'edg'; there are: edge, load.")]
    public async Task Refuses_WhatCannotBe(string resource, string command, HttpStatusCode status, string code, string message) =>
        Assert.Equal((status, code, message), await PressAsync(resource, command));

    [Fact]
    public async Task Shows_ACrash_AndRestartsIt()
    {
        var pid = (int)states.Find("edge")!.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value!;
        using (var kill = System.Diagnostics.Process.Start("kill", ["-9", $"{pid}"]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        await Support.Eventually.TrueAsync(async () => (string?)(await EdgeAsync())["state"] == "Exited", Cancellation, TimeSpan.FromSeconds(60));
        Assert.Equal(137, (int)(await EdgeAsync())["exitCode"]!);
        Assert.Equal((HttpStatusCode.OK, null, "'edge' was restarted."), await PressAsync("edge", "restart"));
        var edge = await EdgeAsync();
        Assert.Equal("Running", (string?)edge["state"]);
        Assert.Null(edge["exitCode"]);
    }

    [Fact]
    public async Task Shows_TheEndOfALog_WithoutSecrets()
    {
        await http.PostAsync(new Uri("/control/resources/load/commands/start", UriKind.Relative), null, Cancellation);
        await Support.Eventually.TrueAsync(async () => (await LinesAsync("load?")).Length > 0, Cancellation, TimeSpan.FromSeconds(60));
        Assert.Equal(["***"], await LinesAsync("load?tail=1"));
        Assert.Equal(http.BaseAddress!.ToString().TrimEnd('/'), (await File.ReadAllTextAsync(Path.Combine(folder, "given"), Cancellation)).Trim());
    }

    [Fact]
    public async Task LooksAgain_BeforeItRefusesByARule_AndSaysWhy()
    {
        var (looks, comesTrue) = (0, false);
        control.Rules.Add("edge", "drain", () => "blue serves nobody");
        control.Rules.Look = async (notifications, _) =>
        {
            looks++;
            isDrainable = comesTrue;
            await notifications.PublishUpdateAsync(states.Find("edge")!.Resource, snapshot => snapshot);
        };
        Assert.Equal((HttpStatusCode.Conflict, "refused", "'Drain' of 'edge' cannot be pressed now: blue serves nobody."), await PressAsync("edge", "drain"));
        comesTrue = true;
        Assert.Equal((HttpStatusCode.OK, null, null), await PressAsync("edge", "drain"));
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task ShowsAReport_ToWhoHasItsAddress()
    {
        var run = Directory.CreateDirectory(Path.Combine(folder, "out", "20260102-030405")).FullName;
        await File.WriteAllTextAsync(Path.Combine(run, "report.html"), "<p>passed</p>", Cancellation);
        using var browser = new HttpClient();
        Assert.Equal("<p>passed</p>", await browser.GetStringAsync(control.Reports.AddressOf("20260102-030405", control.Server!), Cancellation));
        foreach (var other in new[] { new Uri(control.Server!, "/reports/wrong/20260102-030405"), control.Reports.AddressOf("../out/20260102-030405", control.Server!), control.Reports.AddressOf("20260102-030406", control.Server!) })
        {
            using var answer = await browser.GetAsync(other, Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2001")]
    [InlineData("many")]
    public async Task Refuses_ATail_ThatIsNoNumberOfLines(string tail)
    {
        using var response = await http.GetAsync(new Uri($"/control/resources/edge/logs?tail={tail}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"'{tail}' is not a whole number from 1 to 2000", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        finish.TrySetResult();
        http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await control.DisposeAsync();
        await states.DisposeAsync();
        await app.DisposeAsync();
        Assert.Null(ControlFile.TryRead(folder));
        Directory.Delete(folder, recursive: true);
    }

    private async Task<JsonNode> EdgeAsync() => (await http.GetFromJsonAsync<JsonNode>("/control/resources/edge", Cancellation))!;

    private async Task<string[]> LinesAsync(string query) =>
        [.. (await http.GetFromJsonAsync<JsonNode>($"/control/resources/{query.Replace("?", "/logs?", StringComparison.Ordinal)}", Cancellation))!["lines"]!.AsArray().Select(line => (string)line!)];

    private async Task<(HttpStatusCode, string?, string?)> PressAsync(string resource, string command)
    {
        using var response = await http.PostAsync(new Uri($"/control/resources/{resource}/commands/{command}", UriKind.Relative), null, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonNode>(Cancellation);
        return (response.StatusCode, (string?)body!["code"], (string?)body["message"]);
    }
}
