using MySqlRuntime.Containers;

namespace MySqlRuntime.Tests.Containers;

public sealed class MySqlImageTests
{
    private const string Banner = "/usr/sbin/mysqld  Ver 9.7.1 for Linux on x86_64 (MySQL Community Server - GPL)";
    private static readonly HostKernel Here = new("1f0e", "net:[4026531840]");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IsUsed_WithoutAPull_WhenItIsThere()
    {
        using var engine = new FakeEngine($"image*) echo sha256:1 ;;\n{Run("1f0e", Banner)}");
        var image = await PrepareAsync(engine);
        Assert.Equal(("mysql:test", new MySqlVersion(9, 7, 1)), (image.Name, image.Version));
        Assert.DoesNotContain(engine.Called, call => call.StartsWith("pull", StringComparison.Ordinal));
        Assert.All(engine.Called.Where(call => call.StartsWith("run", StringComparison.Ordinal)), call => Assert.Contains("--rm", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task IsPulled_WhenItIsNotThere()
    {
        using var engine = new FakeEngine($"image*) exit 1 ;;\npull*) ;;\n{Run("1f0e", Banner)}");
        await PrepareAsync(engine);
        Assert.Contains("pull --quiet mysql:test", engine.Called);
    }

    [Fact]
    public async Task Says_WhyItCannotBePulled()
    {
        using var engine = new FakeEngine("image*) exit 1 ;;\npull*) echo 'dial tcp: lookup registry-1.docker.io: no such host' >&2; exit 1 ;;");
        await RefusedAsync(engine, MySqlUnavailableReason.ImageUnavailable, "no such host");
    }

    [Theory]
    [InlineData("mariadbd  Ver 11.4.2-MariaDB-ubu2404 for debian-linux-gnu on x86_64", MySqlUnavailableReason.MariaDb, "MariaDB 11.4.2")]
    [InlineData("mysqld  Ver 5.7.44 for Linux on x86_64 (MySQL Community Server (GPL))", MySqlUnavailableReason.TooOld, "5.7.44")]
    [InlineData("nothing of the kind", MySqlUnavailableReason.ImageNotMySql, "nothing of the kind")]
    public async Task IsRefused_WhenNoRehearsalCanRunOnIt(string banner, MySqlUnavailableReason reason, string says)
    {
        using var engine = new FakeEngine($"image*) ;;\n{Run("1f0e", banner)}");
        await RefusedAsync(engine, reason, says);
    }

    [Fact]
    public async Task IsRefused_WhereItsLoopbackIsNotOurs()
    {
        using var engine = new FakeEngine($"image*) ;;\n{Run("another-boot", Banner)}");
        await RefusedAsync(engine, MySqlUnavailableReason.EngineElsewhere, "another machine or in another network");
    }

    [Fact]
    public async Task IsRefused_WhereThereIsNoLinux()
    {
        using var engine = new FakeEngine($"image*) ;;\n{Run("1f0e", Banner)}");
        var error = await Assert.ThrowsAsync<MySqlUnavailableException>(() => MySqlImage.PrepareAsync(engine.Engine, "mysql:test", host: null, progress: null, Cancellation));
        Assert.Equal(MySqlUnavailableReason.EngineElsewhere, error.Reason);
    }

    private static string Run(string bootId, string banner) => $"run*) echo '{bootId}'; echo '{Here.Network}'; echo '{banner}' ;;";

    private static Task<MySqlImage> PrepareAsync(FakeEngine engine) => MySqlImage.PrepareAsync(engine.Engine, "mysql:test", Here, progress: null, Cancellation);

    private static async Task RefusedAsync(FakeEngine engine, MySqlUnavailableReason reason, string says)
    {
        var error = await Assert.ThrowsAsync<MySqlUnavailableException>(() => PrepareAsync(engine));
        Assert.Equal(reason, error.Reason);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Called, call => call.StartsWith("create", StringComparison.Ordinal));
    }
}
