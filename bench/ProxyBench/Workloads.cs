using System.Diagnostics;
using System.Net;

namespace ProxyBench;

internal static class Workloads
{
    private const int EchoBytes = 128;

    public static IEnumerable<Workload> All(BenchOptions options)
    {
        var scale = options.Scale;
        yield return new("round trips of 128 B, 1 session", ["p50 µs", "p99 µs"], at => RoundTrips(at, sessions: 1, perSession: (int)(8_000 * scale)));
        yield return new("round trips of 128 B, 40 sessions", ["p50 µs", "p99 µs", "round trips/s"], at => RoundTrips(at, sessions: 40, perSession: (int)(400 * scale)));
        yield return new("download, 1 session", ["MB/s"], at => Bulk(at, UpstreamServer.Download, sessions: 1, (long)(600e6 * scale)));
        yield return new("download, 8 sessions", ["MB/s"], at => Bulk(at, UpstreamServer.Download, sessions: 8, (long)(80e6 * scale)));
        yield return new("upload, 1 session", ["MB/s"], at => Bulk(at, UpstreamServer.Upload, sessions: 1, (long)(600e6 * scale)));
        yield return new("new sessions, one after the other", ["p50 µs", "p99 µs"], at => NewSessions(at, (int)(600 * scale)));
    }

    private static double[] RoundTrips(IPEndPoint at, int sessions, int perSession)
    {
        var times = new long[sessions * perSession];
        var elapsed = InParallel(at, sessions, (socket, session) =>
        {
            var block = new byte[EchoBytes];
            Blocks.Ask(socket, UpstreamServer.Echo, EchoBytes);
            for (var i = 0; i < perSession; i++)
            {
                var start = Stopwatch.GetTimestamp();
                socket.Send(block);
                Blocks.Receive(socket, block);
                times[session * perSession + i] = Stopwatch.GetTimestamp() - start;
            }
        });
        return [.. Percentiles(times), times.Length / elapsed.TotalSeconds];
    }

    private static double[] Bulk(IPEndPoint at, byte command, int sessions, long bytes)
    {
        var elapsed = InParallel(at, sessions, (socket, _) =>
        {
            var block = new byte[256 * 1024];
            Blocks.Ask(socket, command, bytes);
            for (var left = bytes; left > 0;)
            {
                var part = block.AsSpan(0, (int)Math.Min(left, block.Length));
                left -= command == UpstreamServer.Download
                    ? socket.Receive(part) is > 0 and var count ? count : throw new IOException("The download ended early.")
                    : socket.Send(part);
            }

            if (command == UpstreamServer.Upload)
            {
                Blocks.Receive(socket, block.AsSpan(0, 1));
            }
        });
        return [sessions * bytes / elapsed.TotalSeconds / 1e6];
    }

    private static double[] NewSessions(IPEndPoint at, int count)
    {
        var times = new long[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Blocks.Connect(at).Dispose();
            times[i] = Stopwatch.GetTimestamp() - start;
        }

        return Percentiles(times);
    }

    /// <summary>Connects first, then lets all sessions go at once. The time is from the start to the last end.</summary>
    private static TimeSpan InParallel(IPEndPoint at, int sessions, Action<System.Net.Sockets.Socket, int> work)
    {
        var sockets = Enumerable.Range(0, sessions).Select(_ => Blocks.Connect(at)).ToArray();
        var failures = new List<Exception>();
        using var go = new ManualResetEventSlim();
        var threads = sockets.Select((socket, session) => new Thread(() =>
        {
            try
            {
                go.Wait();
                work(socket, session);
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
            finally
            {
                socket.Dispose();
            }
        }, maxStackSize: 256 * 1024)).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        var start = Stopwatch.GetTimestamp();
        go.Set();
        Array.ForEach(threads, thread => thread.Join());
        return failures is [] ? Stopwatch.GetElapsedTime(start) : throw new AggregateException(failures);
    }

    private static double[] Percentiles(long[] times)
    {
        Array.Sort(times);
        return [Microseconds(times[times.Length / 2]), Microseconds(times[times.Length * 99 / 100])];
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
