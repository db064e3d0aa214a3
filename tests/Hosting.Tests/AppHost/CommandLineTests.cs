using AppHost.CommandLine;
using Migration;
using Rehearsal.CommandLine;

namespace Hosting.Tests.AppHost;

/// <summary>The command line writes to the console, which is one for the whole process.</summary>
[Collection(nameof(TheConsole))]
public sealed class CommandLineTests : IDisposable
{
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;
    private readonly StringWriter printed = new();
    private readonly string folder = Directory.CreateTempSubdirectory("hosting-tests-").FullName;

    public CommandLineTests()
    {
        Console.SetOut(printed);
        Console.SetError(printed);
    }

    [Fact]
    public async Task StandsTheLabUp_WithoutAVerb()
    {
        var (request, _) = await ReadAsync("--out", folder);
        var options = Assert.IsType<StandUpRequest>(request).Options;
        Assert.Equal((RehearsalOptions.DefaultRows, 1), (options.Rehearsal.Rows, options.Rehearsal.Seed));
        Assert.Equal((0, MySqlChoice.Default, null), (options.AliveBypassMilliseconds, options.MySql, options.MySqlImage));
        Assert.Equal((null, null, null), (options.MySqlPath, options.ProxyPort, options.ApiPort));
        Assert.Equal(SessionGate.ValidationQuery, options.ConnectionTestQuery);
    }

    [Fact]
    public async Task Rehearses_WithEveryOption()
    {
        var (request, _) = await ReadAsync(
            "rehearse", "--profile", "standard", "--phases", "db", "--seed", "7", "--rows", "500", "--keep", "--out", folder,
            "--hikari-alive-bypass", "500", "--hikari-test-query", "ping", "--mysqld", folder, "--mysql", "native", "--proxy-port", "3307", "--api-port", "8080");
        var (options, keepsLab) = Assert.IsType<RehearseRequest>(request);
        Assert.True(keepsLab);
        Assert.Equal((Profile.Standard, 7, 500, folder), (options.Rehearsal.Profile, options.Rehearsal.Seed, options.Rehearsal.Rows, options.Rehearsal.OutputFolder));
        Assert.Null(options.ConnectionTestQuery);
        Assert.Equal((500, folder, MySqlChoice.Native, 3307, 8080), (options.AliveBypassMilliseconds, options.MySqlPath, options.MySql, options.ProxyPort, options.ApiPort));
    }

    [Fact]
    public async Task RunsMySql_InContainers_OfTheImageThatIsNamed()
    {
        var (request, _) = await ReadAsync("--out", folder, "--mysql", "container", "--mysql-image", "mirror.example/mysql:8.4");
        var options = Assert.IsType<StandUpRequest>(request).Options;
        Assert.Equal((MySqlChoice.Container, "mirror.example/mysql:8.4"), (options.MySql, options.MySqlImage));
    }

    [Fact]
    public async Task Judges_AFolder()
    {
        var (request, _) = await ReadAsync("judge", folder);
        Assert.Equal(new JudgeRequest(folder), request);
    }

    [Fact]
    public async Task Reads_WhatASecondTerminalAsks()
    {
        Assert.Equal(new PsRequest(null), (await ReadAsync("ps")).Request);
        Assert.Equal(new DoRequest("db-proxy", "restart", "abc"), (await ReadAsync("do", "db-proxy", "restart", "--lab", "abc")).Request);
        Assert.Equal(new LogsRequest("db-proxy", 7, null), (await ReadAsync("logs", "db-proxy", "--tail", "7")).Request);
        Assert.Equal(new InstallDashboardRequest(), (await ReadAsync("dashboard", "install")).Request);
    }

    [Fact]
    public async Task Starts_TheDashboard_WhenAsked()
    {
        Assert.Equal(DashboardChoice.None, Assert.IsType<StandUpRequest>((await ReadAsync("--out", folder)).Request).Options.Dashboard);
        var (request, _) = await ReadAsync("--out", folder, "--dashboard", "--dashboard-port", "18888", "--dashboard-unsecured");
        Assert.Equal(new DashboardChoice(IsWanted: true, IsUnsecured: true, 18888), Assert.IsType<StandUpRequest>(request).Options.Dashboard);
    }

    [Fact]
    public async Task Shows_Help_AndStartsNothing()
    {
        var (request, exitCode) = await ReadAsync("rehearse", "--help");
        Assert.Equal((null, ExitCode.Passed), (request, exitCode));
        Assert.Contains("--hikari-alive-bypass", printed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--what'", "rehearse", "--what")]
    [InlineData("Unrecognized command or argument 'reherse'", "reherse")]
    [InlineData("--phases: 'db,edge' is not", "rehearse", "--phases", "db,edge")]
    [InlineData("--rows: '-1' is not a whole number from 100", "rehearse", "--rows", "-1")]
    [InlineData("--seed: '-3' is not a whole number from 0", "rehearse", "--seed", "-3")]
    [InlineData("--hikari-alive-bypass: '-5' is not a whole number from 0 to 60000", "rehearse", "--hikari-alive-bypass", "-5")]
    [InlineData("--hikari-alive-bypass: 'long' is not a whole number", "rehearse", "--hikari-alive-bypass", "long")]
    [InlineData("Argument 'SELECT 1' not recognized. Must be one of:", "rehearse", "--hikari-test-query", "SELECT 1")]
    [InlineData("--proxy-port: '65536' is not a whole number from 1 to 65535", "--proxy-port", "65536")]
    [InlineData("--api-port: '99999999999999999999' is not a whole number", "rehearse", "--api-port", "99999999999999999999")]
    [InlineData("--proxy-port and --api-port are both 3307", "--proxy-port", "3307", "--api-port", "3307")]
    [InlineData("Required argument missing for option: '--proxy-port'", "--proxy-port")]
    [InlineData("--mysqld: there is no file or folder '/no/such/mysqld'", "rehearse", "--mysqld", "/no/such/mysqld")]
    [InlineData("give --dashboard as well", "--dashboard-unsecured")]
    [InlineData("give --dashboard as well", "--dashboard-port", "18888")]
    [InlineData("--dashboard-port: '0' is not a whole number from 1 to 65535", "--dashboard", "--dashboard-port", "0")]
    [InlineData("--tail: '0' is not a whole number from 1 to 2000", "logs", "db-proxy", "--tail", "0")]
    [InlineData("Required argument 'command' missing for command: 'do'", "do", "db-proxy")]
    [InlineData("Argument 'podman' not recognized", "--mysql", "podman")]
    [InlineData("--mysql-image is the image of --mysql container", "--mysql-image", "mysql:8.4")]
    [InlineData("--mysql-image is the image of --mysql container", "--mysql", "native", "--mysql-image", "mysql:8.4")]
    [InlineData("--mysql container runs none", "--mysql", "container", "--mysqld", "/bin")]
    [InlineData("leave out --mysql container", "rehearse", "--mysql", "container", "--fault", "kill-target")]
    [InlineData("--out: '/proc/none' cannot be written", "rehearse", "--out", "/proc/none")]
    [InlineData("'/no/such/run' is not a folder", "judge", "/no/such/run")]
    public async Task Refuses_BadInput_BeforeAnythingStarts(string says, params string[] args)
    {
        var (request, exitCode) = await ReadAsync(args);
        Assert.Equal((null, ExitCode.Usage), (request, exitCode));
        Assert.Contains(says, printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was started.", printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_EveryError_AtOnce()
    {
        await ReadAsync("rehearse", "--rows", "-1", "--phases", "x", "--proxy-port", "0");
        Assert.Contains("--rows", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("--phases", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("--proxy-port", printed.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Console.SetOut(output);
        Console.SetError(error);
        printed.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static Task<(LabRequest? Request, int ExitCode)> ReadAsync(params string[] args) => LabCommandLine.ReadAsync(args);
}
