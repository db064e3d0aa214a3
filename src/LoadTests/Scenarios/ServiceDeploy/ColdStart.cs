using LoadTests.Traffic;

namespace LoadTests.Scenarios.ServiceDeploy;

/// <summary>
/// How long a new instance takes to its first good database answer, as clients see it.
/// <para>
/// The new instance is the first server that names itself (<c>X-Server-Id</c>) in an answer and was not seen in the baseline
/// phase. Its time runs from when the first request that reached it was sent (whatever it answered) to when its first good
/// answer of a request that needs the database was there. What came before anybody was sent to it (process start, pool
/// filling behind a readiness check) cannot be seen from here; the deploy's own journal has it.
/// </para>
/// Answers come out of order, so earlier requests are still taken into account when they end later. Thread-safe.
/// </summary>
internal sealed class ColdStart(string baselinePhase)
{
    private const double MicrosecondsPerMillisecond = 1000;

    private readonly Lock gate = new();
    private readonly HashSet<string> old = new(StringComparer.Ordinal);
    private string? started;
    private long firstSent = long.MaxValue;
    private long firstGood = long.MaxValue;

    /// <summary>The new instance; null while there is none.</summary>
    public string? Server
    {
        get
        {
            lock (gate)
            {
                return started;
            }
        }
    }

    /// <summary>Null when no new instance has given a good database answer.</summary>
    public double? Ms
    {
        get
        {
            lock (gate)
            {
                return firstGood == long.MaxValue ? null : (firstGood - firstSent) / MicrosecondsPerMillisecond;
            }
        }
    }

    /// <param name="database">Whether the request needs the database.</param>
    public void Observe(Answer answer, bool database)
    {
        if (answer.Server is not { } server)
        {
            return;
        }

        lock (gate)
        {
            if (answer.Phase == baselinePhase)
            {
                old.Add(server);
                return;
            }

            // Without a baseline nothing can be told to be new.
            if (old.Count == 0 || old.Contains(server) || (started is not null && started != server))
            {
                return;
            }

            started = server;
            firstSent = Math.Min(firstSent, answer.Started);
            if (database && answer.Ok)
            {
                firstGood = Math.Min(firstGood, answer.Ended);
            }
        }
    }
}
