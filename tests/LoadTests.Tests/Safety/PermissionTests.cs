using System.Buffers.Text;
using System.Text;
using LoadTests.CommandLine;
using LoadTests.Configuration;
using LoadTests.Running;
using LoadTests.Safety;
using LoadTests.Scenarios;

namespace LoadTests.Tests.Safety;

/// <summary>The decision, by names alone: no host here is ever resolved or contacted.</summary>
public sealed class PermissionTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task AHostElsewhere_IsRefused_BeforeAnything()
    {
        var exitCode = await ProgramWith(answer: null).RunAsync(["db-cutover"], TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("doktori.example is not this machine; add --target production", errors.ToString());
    }

    [Fact]
    public async Task AnyAnswerButYes_StartsNothing_AndTheQuestionSaysWhatItIsAbout()
    {
        var exitCode = await ProgramWith(answer: "yeah?").RunAsync(["data-integrity"], TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Usage, exitCode);
        foreach (var word in new[] { "doktori.example", "data-integrity", "9 VUs", "00:15:00", "requests", "new rows" })
        {
            Assert.Contains(word, output.ToString());
        }
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("YES", true)]
    [InlineData("네", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("no", false)]
    public void OnlyAYes_IsAYes(string? answer, bool starts) =>
        Assert.Equal(starts, Permission(answer ?? "").WhyNot([ScenarioCatalog.New("db-cutover")!], Options("db-cutover"), Elsewhere, isAll: false) is null);

    [Fact]
    public void TheOption_IsEnough_AndAPreflightNeedsNone()
    {
        var scenario = ScenarioCatalog.New("db-cutover")!;

        Assert.Null(Permission(null).WhyNot([scenario], Options("db-cutover") with { Target = TargetKind.Production }, Elsewhere, isAll: false));
        Assert.Null(Permission(null).WhyNot([scenario], Options("db-cutover") with { PreflightOnly = true }, Elsewhere, isAll: false));
    }

    [Fact]
    public void All_AsksEvenAtHome_UnlessAnsweredBeforehand()
    {
        var all = AllScenarios.New();

        Assert.Contains("--yes", Permission(null).WhyNot(all, Options("all"), Here, isAll: true));
        Assert.Null(Permission(null).WhyNot(all, Options("all") with { Yes = true }, Here, isAll: true));
        Assert.Null(Permission("y").WhyNot(all, Options("all"), Here, isAll: true));
        Assert.Contains("one after another", output.ToString());
    }

    [Fact]
    public void AYesBeforehand_DoesNotOpenProduction() =>
        Assert.Contains("--target production", Permission(null).WhyNot(AllScenarios.New(), Options("all") with { Yes = true }, Elsewhere, isAll: true));

    private static TargetSettings Elsewhere => new() { BaseUrl = new Uri("https://doktori.example/api"), Tokens = ["t"], TestMeetingId = 1, Database = null };

    private static TargetSettings Here => Elsewhere with { BaseUrl = new Uri("http://127.0.0.1/api") };

    private static RunOptions Options(string scenario) => new() { Scenario = scenario, OutputFolder = "/nowhere" };

    private Permission Permission(string? answer) => new(output, new Terminal(Asks: answer is not null, Draws: false, () => answer));

    private LoadTestsProgram ProgramWith(string? answer)
    {
        var token = $"{Base64Url.EncodeToString("{}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"exp":4102444800}"""))}.s";
        var environment = new Dictionary<string, string> { ["BASE_URL"] = "https://doktori.example/api", ["JWT_TOKEN"] = token };
        return new LoadTestsProgram(output, errors, environment.GetValueOrDefault, TimeProvider.System, new Terminal(Asks: answer is not null, Draws: false, () => answer));
    }
}
