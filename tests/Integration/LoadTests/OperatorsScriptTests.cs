using System.Diagnostics;

namespace Integration.LoadTests;

/// <summary>The operators' own words: run-migration-test.sh and grafana/annotate.sh, in front of the program as it is published.</summary>
public sealed class OperatorsScriptTests : IDisposable
{
    private static readonly string Program = Path.ChangeExtension(LoadTestsProcess.Program, null);
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Program)!, "../../../../.."));

    private readonly string folder = Directory.CreateTempSubdirectory("script-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task OneScenario_LeavesTheFilesOperatorsKnow()
    {
        await using var api = await FakeApi.StartAsync();

        var (exitCode, _) = await RunAsync("run-migration-test.sh", api, "db-cutover", "--json", "--html", "--duration", "1s", "--out", folder);

        // 99: a busy machine's latency, which is not what this is about.
        Assert.True(exitCode is 0 or 99);
        foreach (var extension in new[] { "log", "json", "html", "summary.json" })
        {
            Assert.Single(Directory.GetFiles(folder), file => System.Text.RegularExpressions.Regex.IsMatch(Path.GetFileName(file), $@"^db-cutover-\d{{8}}-\d{{6}}\.{extension.Replace(".", @"\.", StringComparison.Ordinal)}$"));
        }
    }

    [Fact]
    public async Task ThresholdsThatFail_EndWith99()
    {
        await using var api = await FakeApi.StartAsync();
        api.Misbehave = request => request == "GET /meetings" ? Fault.InternalError : Fault.None;

        Assert.Equal(99, (await RunAsync("run-migration-test.sh", api, "db-cutover", "--duration", "1s", "--out", folder)).ExitCode);
    }

    [Theory]
    [InlineData("list", 0, "db-cutover")]
    [InlineData("help", 0, "exit codes")]
    [InlineData("db-cutter", 2, "there is no scenario 'db-cutter'")]
    public async Task Words_AreTheSame(string word, int expected, string says)
    {
        await using var api = await FakeApi.StartAsync();

        var (exitCode, output) = await RunAsync("run-migration-test.sh", api, word);

        Assert.Equal(expected, exitCode);
        Assert.Contains(says, output);
    }

    [Fact]
    public async Task Annotate_TakesOneOrTwoWords()
    {
        await using var api = await FakeApi.StartAsync();

        Assert.Equal(0, (await RunAsync("grafana/annotate.sh", api, "DB Cutover Start", "Master read_only", "--out", folder)).ExitCode);
        Assert.Equal(0, (await RunAsync("grafana/annotate.sh", api, "Nginx Switch", "--out", folder)).ExitCode);
        Assert.Equal(2, (await RunAsync("grafana/annotate.sh", api)).ExitCode);

        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "annotations.ndjson"), TestContext.Current.CancellationToken);
        Assert.Contains("\"title\":\"DB Cutover Start\",\"text\":\"Master read_only\"", lines[0]);
        Assert.Contains("\"title\":\"Nginx Switch\",\"text\":\"\"", lines[1]);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, FakeApi api, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(Repository, script), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LOADTESTS"] = Program;
        start.Environment["BASE_URL"] = api.BaseUrl;
        start.Environment["JWT_TOKEN"] = TestToken.Valid;
        start.Environment.Remove("GRAFANA_URL");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
