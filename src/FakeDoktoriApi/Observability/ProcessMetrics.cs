using System.Diagnostics;

namespace FakeDoktoriApi.Observability;

/// <summary>The process under Micrometer's names; the runtime's own instruments are exported beside them.</summary>
internal sealed class ProcessMetrics
{
    private readonly TimeProvider _time;
    private long _lastSeen;
    private TimeSpan _lastUsed;
    private double _usage;

    public ProcessMetrics(ApiMeter meter, TimeProvider time)
    {
        _time = time;
        _lastSeen = time.GetTimestamp();
        _lastUsed = Environment.CpuUsage.TotalTime;
        var startedAt = time.GetUtcNow();
        meter.Meter.CreateObservableGauge("process_cpu_usage", CpuUsage, null, "Share of all processors used since the last scrape, 0 to 1.");
        meter.Meter.CreateObservableGauge("system_cpu_count", () => Environment.ProcessorCount, null, "Processors.");
        meter.Meter.CreateObservableGauge("process_uptime_seconds", () => (time.GetUtcNow() - startedAt).TotalSeconds, "s", "Since the start.");
        meter.Meter.CreateObservableGauge("process_start_time_seconds", () => startedAt.ToUnixTimeMilliseconds() / 1_000.0, "s", "Unix time of the start.");
        meter.Meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, "By", "Resident memory.");
        meter.Meter.CreateObservableGauge("process_threads", Threads, null, "Threads.");
    }

    private double CpuUsage()
    {
        var now = _time.GetTimestamp();
        var used = Environment.CpuUsage.TotalTime;
        var elapsed = _time.GetElapsedTime(_lastSeen, now);

        // Two scrapers at once would otherwise divide by next to nothing.
        if (elapsed > TimeSpan.FromMilliseconds(100))
        {
            _usage = Math.Clamp((used - _lastUsed) / elapsed / Environment.ProcessorCount, 0, 1);
            (_lastSeen, _lastUsed) = (now, used);
        }

        return _usage;
    }

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
