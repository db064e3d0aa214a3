using System.Diagnostics;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Chat;

/// <summary>
/// The span of a message that a client sends, of the source "FakeDoktoriApi". The handshake's span lasts as long as the connection, so a message is no
/// part of it: it is below the sender's if the frame says so in a header <c>traceparent</c>, else a trace of its own.
/// </summary>
internal static class MessageTrace
{
    private static readonly ActivitySource _source = new("FakeDoktoriApi");

    public static Activity? Begin(StompFrame frame)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        ActivityContext.TryParse(frame["traceparent"], frame["tracestate"], isRemote: true, out var sender);
        Activity.Current = null;
        return _source.StartActivity("SEND", ActivityKind.Consumer, sender)?.SetTag("messaging.destination.name", frame["destination"]);
    }
}
