using System.Diagnostics;
using System.Net;
using ProxyBench;

namespace EdgeBench;

/// <summary>The client is .NET's, with a kept connection per user, as the load tests' is.</summary>
internal static class Workloads
{
    private const int Users = 32;
    private const int Downloads = 3;

    /// <summary>The processor time is the steadiest: how long a request takes says as much about what else the machine does. Direct, it is the upstream's.</summary>
    private static readonly string[] Metrics = ["p50 µs", "p99 µs", "requests/s", "processor µs per request"];

    /// <param name="processorTime">What the program that listens there has spent so far.</param>
    public static IEnumerable<Workload> All(BenchOptions options, Func<IPEndPoint, TimeSpan> processorTime)
    {
        var scale = options.Scale;
        yield return new($"GET 1 KB, {Users} users without pause", Metrics, at => Run(at, processorTime, HttpMethod.Get, (int)(600 * scale), TimeSpan.Zero));
        yield return new($"POST 500 B, {Users} users without pause", Metrics, at => Run(at, processorTime, HttpMethod.Post, (int)(400 * scale), TimeSpan.Zero));
        yield return new($"GET 1 KB, {Users} users at 10/s each", Metrics, at => Run(at, processorTime, HttpMethod.Get, (int)(30 * scale), TimeSpan.FromMilliseconds(100)));
        yield return new($"GET 1 KB, {Users} users at 10/s each, beside {Downloads} downloads", ["p50 µs", "p99 µs", "MB/s of downloads"],
            at => RunBesideDownloads(at, (int)(30 * scale)));
    }

    /// <summary>Who asks for little beside those who take all they can get: the downloads' both ends are as fast as the machine.</summary>
    private static double[] RunBesideDownloads(IPEndPoint at, int perUser)
    {
        using var over = new CancellationTokenSource();
        var start = Stopwatch.GetTimestamp();
        var downloads = Enumerable.Range(0, Downloads).Select(_ => Task.Run(() => DownloadAsync(at, over.Token))).ToArray();
        var measured = Run(at, _ => TimeSpan.Zero, HttpMethod.Get, perUser, TimeSpan.FromMilliseconds(100));
        var elapsed = Stopwatch.GetElapsedTime(start);
        over.Cancel();
        return [measured[0], measured[1], Task.WhenAll(downloads).GetAwaiter().GetResult().Sum() / elapsed.TotalSeconds / 1e6];
    }

    /// <returns>The bytes that came until it was over.</returns>
    private static async Task<long> DownloadAsync(IPEndPoint at, CancellationToken over)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{at}{UpstreamApplication.DownloadPath}"));
        var bytes = 0L;
        try
        {
            using var response = await client.SendAsync(request, over);
            await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(over);
            var block = new byte[256 * 1024];
            while (true)
            {
                var count = await body.ReadAsync(block, over);
                bytes += count > 0 ? count : throw new IOException($"A download has ended after {bytes} bytes: the measurement is worthless.");
            }
        }
        catch (OperationCanceledException)
        {
            return bytes;
        }
    }

    private static double[] Run(IPEndPoint at, Func<IPEndPoint, TimeSpan> processorTime, HttpMethod method, int perUser, TimeSpan pace)
    {
        using var client = Client();
        var target = new Uri($"http://{at}/api/meetings?size=10");
        perUser = Math.Max(perUser, 2);
        var times = new long[Users * perUser];
        var spentBefore = processorTime(at);
        var start = Stopwatch.GetTimestamp();
        Task.WhenAll(Enumerable.Range(0, Users).Select(user => Task.Run(async () =>
        {
            for (var i = 0; i < perUser; i++)
            {
                if (pace > TimeSpan.Zero)
                {
                    // Spread over the period, so that the users do not come all at once.
                    var due = pace * (i + (double)user / Users);
                    var wait = due - Stopwatch.GetElapsedTime(start);
                    await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
                }

                var began = Stopwatch.GetTimestamp();
                await AskAsync(client, method, target);
                times[user * perUser + i] = Stopwatch.GetTimestamp() - began;
            }
        }))).GetAwaiter().GetResult();
        var elapsed = Stopwatch.GetElapsedTime(start);
        var spent = processorTime(at) - spentBefore;
        Array.Sort(times);
        return [Microseconds(times[times.Length / 2]), Microseconds(times[times.Length * 99 / 100]), times.Length / elapsed.TotalSeconds, spent.TotalMicroseconds / times.Length];
    }

    private static async Task AskAsync(HttpMessageInvoker client, HttpMethod method, Uri target)
    {
        using var request = new HttpRequestMessage(method, target);
        if (method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(new byte[500]);
        }

        using var response = await client.SendAsync(request, CancellationToken.None);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (response.StatusCode != HttpStatusCode.OK || body.Length < 1000)
        {
            throw new IOException($"{(int)response.StatusCode} with {body.Length} bytes: the measurement is worthless.");
        }
    }

    private static HttpMessageInvoker Client() => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null });

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
