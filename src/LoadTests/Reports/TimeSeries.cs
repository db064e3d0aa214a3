using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary>The run over time, by the second in which a request ended. Thread-safe.</summary>
internal sealed class TimeSeries : ISampleSink
{
    private const long Second = 1_000_000;

    private readonly Lock gate = new();
    private readonly SortedDictionary<long, TimeSlot> seconds = [];

    public void Add(Sample sample)
    {
        if (sample.Outcome == Outcome.Cancelled)
        {
            return;
        }

        lock (gate)
        {
            var second = sample.Ended / Second;
            if (!seconds.TryGetValue(second, out var slot))
            {
                seconds[second] = slot = new TimeSlot();
            }

            slot.Add(sample);
        }
    }

    /// <summary>Everything that ended in the whole seconds from one time to another, Unix microseconds.</summary>
    public TimeSlot Between(long from, long to)
    {
        var sum = new TimeSlot();
        lock (gate)
        {
            foreach (var (second, slot) in seconds)
            {
                if (second >= from / Second && second < to / Second)
                {
                    sum.Add(slot);
                }
            }
        }

        return sum;
    }

    /// <summary>One slot for each window from the start on, empty ones included.</summary>
    /// <param name="start">Unix microseconds.</param>
    /// <param name="end">Unix microseconds.</param>
    /// <param name="window">Whole seconds.</param>
    public IReadOnlyList<TimeSlot> Slots(long start, long end, TimeSpan window)
    {
        var first = start / Second;
        var width = Math.Max(1, (long)window.TotalSeconds);
        var slots = new List<TimeSlot>();
        for (var at = first; at <= end / Second; at += width)
        {
            slots.Add(new TimeSlot());
        }

        lock (gate)
        {
            foreach (var (second, slot) in seconds)
            {
                var index = (second - first) / width;
                if (second >= first && index < slots.Count)
                {
                    slots[(int)index].Add(slot);
                }
            }
        }

        return slots;
    }
}
