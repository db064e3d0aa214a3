using System.Diagnostics.Metrics;
using FakeDoktoriApi.Observability;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Chat;

internal sealed class ChatMetrics
{
    private readonly Counter<long> _messages;
    private readonly Counter<long> _ended;
    private int _sessions;

    public ChatMetrics(ApiMeter meter)
    {
        _messages = meter.Meter.CreateCounter<long>("chat_messages", null, "Messages that clients sent, by outcome.");
        _ended = meter.Meter.CreateCounter<long>("chat_sessions_ended", null, "Sessions that ended, by reason.");
        meter.Meter.CreateObservableGauge("chat_sessions", () => Volatile.Read(ref _sessions), null, "Open sessions.");
    }

    public void Opened() => Interlocked.Increment(ref _sessions);

    public void Ended(SessionEnd reason)
    {
        Interlocked.Decrement(ref _sessions);
        _ended.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
    }

    /// <param name="outcome">A <see cref="StoreOutcome"/>, <c>Invalid</c> or <c>Failed</c>.</param>
    public void Sent(string outcome) => _messages.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
