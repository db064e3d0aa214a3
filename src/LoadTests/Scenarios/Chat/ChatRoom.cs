using System.Text.Json;
using LoadTests.Ledger;
using LoadTests.Traffic;
using LoadTests.Traffic.Stomp;

namespace LoadTests.Scenarios.Chat;

/// <summary>
/// The frames of one chat room, as the chat application takes and sends them. Receipts are asked for; a server that gives none
/// (Spring's simple broker) only leaves more undecided.
/// </summary>
internal sealed class ChatRoom(long id, string runId)
{
    private const string Subscribed = "subscribed";

    public StompFrame Subscribe =>
        StompFrame.Of("SUBSCRIBE", "", ("id", "sub-0"), ("destination", $"/topic/chat-rooms/{id}"), ("ack", "auto"), ("receipt", Subscribed));

    public string Destination => $"/app/chat-rooms/{id}/messages";

    /// <param name="traceParent">Goes along as a header of the frame; null when nothing is traced.</param>
    public StompFrame Say(MessageId message, string? traceParent = null)
    {
        var clientId = message.In(runId);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("clientMessageId", clientId);
            json.WriteString("messageType", "TEXT");
            json.WriteString("textMessage", LedgerKey.Title(clientId));
            json.WriteNull("filePath");
            json.WriteEndObject();
        }

        List<(string, string)> headers = [("destination", Destination), ("content-type", "application/json"), ("receipt", clientId)];
        if (traceParent is not null)
        {
            headers.Add((RequestTrace.Header, traceParent));
        }

        return StompFrame.Of("SEND", System.Text.Encoding.UTF8.GetString(stream.ToArray()), headers);
    }

    /// <summary>Whether the server says that the subscription stands.</summary>
    public static bool ConfirmsSubscription(StompFrame receipt) => receipt.Header("receipt-id") == Subscribed;

    /// <summary>The message that the server says it has taken; null when the receipt is for something else.</summary>
    public MessageId? Taken(StompFrame receipt) => MessageId.Parse(runId, receipt.Header("receipt-id"));

    /// <summary>The number and the server's id of one of our messages; null for everything else on the topic (other people, members coming and going).</summary>
    public (MessageId Id, string ServerId)? Heard(StompFrame frame)
    {
        try
        {
            using var json = JsonDocument.Parse(frame.Body);
            var isMessage = json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("messageId", out _)
                && json.RootElement.TryGetProperty("textMessage", out var text)
                && text.ValueKind == JsonValueKind.String;

            // The server's id is a number today and a string in later versions.
            return isMessage && MessageId.Parse(runId, LedgerKey.InTitle(json.RootElement.GetProperty("textMessage").GetString()!)) is { } id
                ? (id, json.RootElement.GetProperty("messageId").ToString())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
