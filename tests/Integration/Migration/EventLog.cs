using System.Collections.Concurrent;
using Migration.Running;

namespace Integration.Migration;

/// <summary>Keeps every event of every run, and can act on one.</summary>
internal sealed class EventLog : IRunbookObserver
{
    private readonly ConcurrentQueue<RunbookEvent> _events = new();

    /// <summary>Called for each event as it happens.</summary>
    public Action<RunbookEvent>? On { get; set; }

    public void OnEvent(RunbookEvent happened)
    {
        _events.Enqueue(happened);
        On?.Invoke(happened);
    }

    public IEnumerable<string> Last(int count) => _events.TakeLast(count).Select(e => $"{e.At:HH:mm:ss.fff} {e.Runbook} {e.Step} {e.Kind} {e.Detail}");
}
