using System.Globalization;
using MySqlRuntime.Fetching;
using MySqlRuntime.Locating;

namespace MySqlRuntime.Tests.Fetching;

public sealed class PackageFetcherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedProgress _progress = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CacheFolder Cache => new(Path.Combine(_folder.Path, "cache"));

    private string Finished => Path.Combine(Cache.Root, "9.7.4-2_amd64");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Unpacks_IntoTheCache_AndTidiesUp()
    {
        var packages = await Fetcher(new FakePackages()).FetchAsync(_progress, Cancellation);

        Assert.Equal(Finished, packages.Root);
        Assert.True(packages.HasServer);
        Assert.Equal(["libc6 2.43-7", "mysql-server-core 9.7.4-2"], await File.ReadAllLinesAsync(Path.Combine(Finished, PackageCache.Marker), Cancellation));
        Assert.False(Directory.Exists(Cache.Fetching));
    }

    [Fact]
    public async Task Reports_PhasesInOrder_AndBytesThatOnlyGrow()
    {
        await Fetcher(new FakePackages()).FetchAsync(_progress, Cancellation);

        var phases = _progress.Reports.Select(report => report.Phase).Distinct();
        Assert.Equal([FetchPhase.Downloading, FetchPhase.Unpacking, FetchPhase.Verifying, FetchPhase.Done], phases);
        var bytes = _progress.Reports.Where(report => report.Phase == FetchPhase.Downloading).Select(report => report.Bytes).ToList();
        Assert.Equal(bytes.Order(), bytes);
        Assert.Equal((10, 100.0), (bytes[^1], _progress.Reports.Last(report => report.Phase == FetchPhase.Downloading).Percent));
    }

    [Fact]
    public async Task TwoFetchers_DownloadOnce_AndTheSecondSaysWhyItWaits()
    {
        var gate = new TaskCompletionSource();
        var packages = new FakePackages { DownloadMayGoOn = gate.Task };
        var first = Fetcher(packages).FetchAsync(new RecordedProgress(), Cancellation);
        await packages.Downloading.Task;

        var second = Fetcher(packages).FetchAsync(_progress, Cancellation);
        var waiting = await _progress.Waiting.Task.WaitAsync(Cancellation);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), waiting.Message, StringComparison.Ordinal);
        Assert.False(second.IsCompleted);
        gate.SetResult();

        Assert.Equal((await first).Root, (await second).Root);
        Assert.Equal(1, packages.Downloads);
    }

    [Fact]
    public async Task ManyFetchers_DownloadOnce()
    {
        var packages = new FakePackages();
        var fetches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Fetcher(packages).FetchAsync(new RecordedProgress(), Cancellation), Cancellation)));

        Assert.All(fetches, fetched => Assert.Equal(Finished, fetched.Root));
        Assert.Equal(1, packages.Downloads);
    }

    [Fact]
    public async Task Interrupted_KeepsWhatArrived_AndTheNextFetchUsesIt()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var interrupted = new FakePackages { DownloadMayGoOn = Task.Delay(Timeout.Infinite, stop.Token) };
        var fetch = Fetcher(interrupted).FetchAsync(_progress, stop.Token);
        await interrupted.Downloading.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.False(Directory.Exists(Finished));

        var next = new FakePackages();
        await Fetcher(next).FetchAsync(_progress, Cancellation);

        Assert.Equal(["libc6"], next.FoundAlready);
        Assert.True(Directory.Exists(Finished));
    }

    [Fact]
    public async Task HalfUnpacked_IsNeverTaken_AndCleanedByTheNextFetch()
    {
        var broken = new FakePackages { UnpackFails = MySqlUnavailableException.UnpackFailed("libc6_2.43-7_amd64.deb", "") };
        await Assert.ThrowsAsync<MySqlUnavailableException>(() => Fetcher(broken).FetchAsync(_progress, Cancellation));
        _folder.Write("cache/fetching/unpacked/usr/bin/stale", "");
        Assert.Null(PackageCache.FindNewest(Cache, DebianArchitecture.Amd64));

        var packages = await Fetcher(new FakePackages()).FetchAsync(_progress, Cancellation);

        Assert.False(File.Exists(Path.Combine(packages.Root, "usr/bin/stale")));
    }

    [Fact]
    public async Task Fails_WhenThePackageIsShort()
    {
        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => Fetcher(new FakePackages { Arriving = 2 }).FetchAsync(_progress, Cancellation));

        Assert.Equal(MySqlUnavailableReason.DownloadFailed, exception.Reason);
        Assert.Contains("mysql-server-core_9.7.4-2_amd64.deb", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Finished));
    }

    [Fact]
    public async Task Fails_WhenTheUnpackedServerDoesNotRun()
    {
        var fetcher = new PackageFetcher(Cache, DebianArchitecture.Amd64, new FakePackages(), new FakePackages(), new Locating.FakeProbe([]), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => fetcher.FetchAsync(_progress, Cancellation));

        Assert.Equal(MySqlUnavailableReason.NotRunnable, exception.Reason);
        Assert.False(Directory.Exists(Finished));
    }

    [Fact]
    public async Task LetsGoOfTheLock_WhenItFails()
    {
        var offline = new FakePackages { PlanFails = MySqlUnavailableException.MirrorUnreachable(["http://mirror.example.org/debian"], "E: Could not resolve") };
        await Assert.ThrowsAsync<MySqlUnavailableException>(() => Fetcher(offline).FetchAsync(_progress, Cancellation));

        await Fetcher(new FakePackages()).FetchAsync(_progress, Cancellation);

        Assert.DoesNotContain(_progress.Reports, report => report.Phase == FetchPhase.Waiting);
    }

    [Fact]
    public async Task Fails_Clearly_WhenTheCacheCannotBeWritten()
    {
        var blocked = new CacheFolder(Path.Combine(_folder.Write("a-file", ""), "cache"));
        var fetcher = new PackageFetcher(blocked, DebianArchitecture.Amd64, new FakePackages(), new FakePackages(), Probe(blocked), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => fetcher.FetchAsync(_progress, Cancellation));

        Assert.Equal(MySqlUnavailableReason.CacheUnwritable, exception.Reason);
        Assert.Contains("XDG_CACHE_HOME", exception.Message, StringComparison.Ordinal);
    }

    private static Locating.FakeProbe Probe(CacheFolder cache) => new(new()
    {
        [Path.Combine(cache.Fetching, "unpacked/usr/sbin/mysqld")] = "mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))",
    });

    private PackageFetcher Fetcher(FakePackages packages) => new(Cache, DebianArchitecture.Amd64, packages, packages, Probe(Cache), TimeProvider.System);
}
