using MySqlRuntime;
using MySqlRuntime.Fetching;
using MySqlRuntime.Locating;

namespace Integration.MySqlRuntime;

/// <summary>Real apt. Skipped where there is none.</summary>
public sealed class AptTests : IDisposable
{
    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-lab-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Says_WhichMirrorCannotBeReached_AndWhatAptSaid()
    {
        RequireApt();
        const string Mirror = "http://127.0.0.1:1/debian";
        var source = new AptPackageSource([Mirror], Keyring, null);

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => source.PlanAsync(_folder.FullName, new Progress<FetchProgress>(), Cancellation));

        Assert.Equal(MySqlUnavailableReason.MirrorUnreachable, exception.Reason);
        Assert.Contains(Mirror, exception.Problem, StringComparison.Ordinal);
        Assert.Contains("refused", exception.Problem, StringComparison.Ordinal);
    }

    /// <summary>65 MB from the mirror: only on request.</summary>
    [Fact]
    public async Task Fetches_AServerThatRuns()
    {
        RequireApt();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("LAB_TEST_FETCH") == "1", "set LAB_TEST_FETCH=1 to fetch MySQL anew");
        var cache = new CacheFolder(_folder.FullName);
        var architecture = DebianArchitecture.OfThisProcess!;
        var fetcher = new PackageFetcher(cache, architecture, AptPackageSource.OfThisMachine(null), new DpkgUnpacker(), new ServerProbe(), TimeProvider.System);

        var packages = await fetcher.FetchAsync(new Progress<FetchProgress>(), Cancellation);

        var answer = await new ServerProbe().AskVersionAsync(packages.Tool("mysqld")!, Cancellation);
        Assert.True(ServerBanner.Parse(answer.Output) is { IsMariaDb: false } banner && banner.Version >= MySqlVersion.Oldest, answer.Output + answer.Errors);
        Assert.NotNull(packages.Tool("mysqldump"));
    }

    private static void RequireApt()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/apt-get"), "needs apt-get");
        Assert.SkipUnless(File.Exists(Keyring), "needs the package debian-archive-keyring");
        Assert.SkipWhen(DebianArchitecture.OfThisProcess is null, "Debian offers no MySQL for this architecture");
    }
}
