using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Running;

/// <summary>
/// Notices when this process does not run on time: garbage collection, a starved processor, a full thread pool. A thread of its own
/// wakes up every <see cref="Pulse"/> and has the thread pool, on which all virtual users live, answer it; what comes later than
/// <see cref="Noticed"/> is a stall. Requests under way in one may have been fast on the service's side.
/// </summary>
internal sealed class StallWatch : ISampleSink, IDisposable
{
    public static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer than any pause worth reporting on an idle machine, shorter than anything the thresholds look at.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan PoolPatience = TimeSpan.FromSeconds(30);

    private readonly RunClock clock;
    private readonly ManualResetEventSlim ended = new();
    private readonly Lock gate = new();
    private readonly List<OwnStall> stalls = [];
    private readonly Queue<(long From, long To, bool Failed)> recent = new();
    private readonly Thread thread;
    private long requests;
    private long failed;

    public StallWatch(RunClock clock)
    {
        this.clock = clock;
        thread = new Thread(Watch) { IsBackground = true, Name = "stall watch", Priority = ThreadPriority.AboveNormal };
    }

    public void Start() => thread.Start();

    public IReadOnlyList<OwnStall> Stalls
    {
        get
        {
            lock (gate)
            {
                return [.. stalls];
            }
        }
    }

    public (long Requests, long Failed) Touched => (Interlocked.Read(ref requests), Interlocked.Read(ref failed));

    /// <summary>A request that was under way during a stall; one that ended before the stall was noticed is counted when it is.</summary>
    public void Add(Sample sample)
    {
        if (sample.Outcome == Outcome.Cancelled)
        {
            return;
        }

        lock (gate)
        {
            var bad = sample.Outcome != Outcome.Ok;
            foreach (var stall in stalls)
            {
                if (stall.Overlaps(sample.Started, sample.Ended))
                {
                    Count(bad);
                    return;
                }
            }

            recent.Enqueue((sample.Started, sample.Ended, bad));
            while (recent.TryPeek(out var oldest) && oldest.To < sample.Ended - (long)PoolPatience.TotalMicroseconds)
            {
                recent.Dequeue();
            }
        }
    }

    /// <summary>Takes down a stall, and counts what it touched.</summary>
    public void Note(OwnStall stall)
    {
        lock (gate)
        {
            stalls.Add(stall);
            var still = recent.ToList();
            recent.Clear();
            foreach (var sample in still)
            {
                if (stall.Overlaps(sample.From, sample.To))
                {
                    Count(sample.Failed);
                }
                else
                {
                    recent.Enqueue(sample);
                }
            }
        }
    }

    public void Dispose()
    {
        ended.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        ended.Dispose();
    }

    private void Count(bool bad)
    {
        requests++;
        if (bad)
        {
            failed++;
        }
    }

    private void Watch()
    {
        // Not disposed: a pool that answers after we gave up on it still sets it.
        var answered = new AutoResetEvent(initialState: false);
        var last = clock.Now;
        var lastGc = GC.GetTotalPauseDuration();
        while (!ended.Wait(Pulse))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static answer => answer.Set(), answered, preferLocal: false);
            answered.WaitOne(PoolPatience);
            var now = clock.Now;
            var gc = GC.GetTotalPauseDuration();
            if (now - last > (long)(Pulse + Noticed).TotalMicroseconds)
            {
                Note(new OwnStall(last, now, Math.Round((gc - lastGc).TotalMilliseconds, 1)));
            }

            (last, lastGc) = (now, gc);
        }
    }
}
