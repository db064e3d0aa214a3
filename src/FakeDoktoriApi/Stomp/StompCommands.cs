using System.Collections.Frozen;

namespace FakeDoktoriApi.Stomp;

internal static class StompCommands
{
    public const string Connect = "CONNECT";
    public const string Stomp = "STOMP";
    public const string Connected = "CONNECTED";
    public const string Send = "SEND";
    public const string Subscribe = "SUBSCRIBE";
    public const string Unsubscribe = "UNSUBSCRIBE";
    public const string Disconnect = "DISCONNECT";
    public const string Ack = "ACK";
    public const string Nack = "NACK";
    public const string Begin = "BEGIN";
    public const string Commit = "COMMIT";
    public const string Abort = "ABORT";
    public const string Message = "MESSAGE";
    public const string Receipt = "RECEIPT";
    public const string Error = "ERROR";

    /// <summary>Either side's. A decoder that knows them all can read both directions; whether a command is in place is for the handler to say.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        Connect, Stomp, Connected, Send, Subscribe, Unsubscribe, Disconnect, Ack, Nack, Begin, Commit, Abort, Message, Receipt, Error);

    /// <summary>These two are never escaped, in any version, so that a 1.0 peer can read them.</summary>
    public static bool IsUnescaped(string command) => command is Connect or Connected;
}
