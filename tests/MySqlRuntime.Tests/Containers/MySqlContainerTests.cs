using MySqlRuntime.Containers;
using MySqlRuntime.Servers;

namespace MySqlRuntime.Tests.Containers;

public sealed class MySqlContainerTests
{
    private static readonly MySqlServerOptions Options = new()
    {
        Name = "mysql-rds",
        ServerId = 2,
        Port = 3310,
        DataDirectory = "/nowhere",
        RootPassword = "top-secret",
        ExtraArguments = ["--skip-replica-start"],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IsMade_WithTheLabel_OnLoopback_AndWithoutASecretInItsArguments()
    {
        using var engine = new FakeEngine("create*) test \"$MYSQL_ROOT_PASSWORD\" = top-secret || exit 3; test \"$EXTRA\" = 'a value' || exit 4 ;;");
        var container = await CreateAsync(engine, new Dictionary<string, string> { ["EXTRA"] = "a value" });

        var call = Assert.Single(engine.Called).Split(' ');
        string[] needed =
        [
            "create", "--name=doktori-lab-run1-mysql-rds", "--label=doktori-lab.folder=/tmp/labs/run1", "--network=host", "--env=MYSQL_ROOT_PASSWORD", "--env=EXTRA",
            "--bind-address=127.0.0.1", "--port=3310", "--mysqlx=OFF", "--gtid-mode=ON", "--server-id=2", "--skip-replica-start",
        ];
        Assert.Subset(call.ToHashSet(), needed.ToHashSet());
        Assert.DoesNotContain("top-secret", string.Join(' ', call), StringComparison.Ordinal);
        Assert.True(Array.IndexOf(call, "mysql:test") < Array.IndexOf(call, "--port=3310"), "What comes after the image is the server's.");
        Assert.DoesNotContain(call, argument => argument.StartsWith("--datadir", StringComparison.Ordinal) || argument.StartsWith("--user", StringComparison.Ordinal));
        Assert.Equal("start --attach doktori-lab-run1-mysql-rds", string.Join(' ', container.Start.LeadingArguments));
    }

    [Fact]
    public async Task Says_WhyItWasNotMade()
    {
        using var engine = new FakeEngine("create*) echo 'no space left on device' >&2; exit 125 ;;");
        var error = await Assert.ThrowsAsync<MySqlServerStartException>(() => CreateAsync(engine, new Dictionary<string, string>()));
        Assert.Contains("mysql-rds: no space left on device", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfADeadRun_IsRemoved_AndNoOther()
    {
        using var engine = new FakeEngine("""
            ps*) printf 'dead-1\nalive-1\n' ;;
            inspect*dead-1) echo /tmp/labs/dead ;;
            inspect*) echo /tmp/labs/alive ;;
            rm*) ;;
            """);
        var removed = await LeftoverContainers.RemoveAsync(engine.Engine, folder => folder == "/tmp/labs/dead", Cancellation);
        Assert.Equal(["dead-1"], removed);
        Assert.Equal(["rm --force --volumes dead-1"], engine.Called.Where(call => call.StartsWith("rm", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ItsClient_IsShownTheOptionFile_AndNothingElse()
    {
        using var engine = new FakeEngine("run*) cat ;;");
        var mysqldump = ClientScripts.Write(Image(engine), Path.Combine(engine.Folder, "client"), "/tmp/labs/run1");
        Assert.True(File.Exists(Path.Combine(engine.Folder, "client", "mysql")));

        var result = await ExternalProgram.RunAsync(new CommandLine(mysqldump).ToStartInfo("--defaults-file=/tmp/a b/client.cnf", "--databases", "doktori"), Cancellation);
        Assert.Equal(0, result?.ExitCode);
        await ExternalProgram.RunAsync(new CommandLine(mysqldump).ToStartInfo("--version"), Cancellation);
        Assert.EndsWith("--volume=/tmp/a b/client.cnf:/tmp/a b/client.cnf:ro --entrypoint=mysqldump mysql:test --defaults-file=/tmp/a b/client.cnf --databases doktori", engine.Called[0], StringComparison.Ordinal);
        Assert.EndsWith("--label=doktori-lab.folder=/tmp/labs/run1 --entrypoint=mysqldump mysql:test --version", engine.Called[1], StringComparison.Ordinal);
    }

    private static MySqlImage Image(FakeEngine engine) => new(engine.Engine, "mysql:test", new MySqlVersion(9, 7, 4));

    private static Task<MySqlContainer> CreateAsync(FakeEngine engine, Dictionary<string, string> environment) =>
        MySqlContainer.CreateAsync(Image(engine), Options, "/tmp/labs/run1", environment, Cancellation);
}
