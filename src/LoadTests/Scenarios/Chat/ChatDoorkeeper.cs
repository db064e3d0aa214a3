using System.Net.WebSockets;
using LoadTests.CommandLine;
using LoadTests.Running;
using LoadTests.Traffic.Stomp;

namespace LoadTests.Scenarios.Chat;

/// <summary>
/// Finds out before the run which tokens may chat in the room: the server answers a message of a stranger with nothing at all,
/// which would look like a lost message.
/// </summary>
internal static class ChatDoorkeeper
{
    private const int AtATime = 10;
    private const int FirstSequence = 1;

    // Above every virtual user's number, so that no message of the run has the same id.
    private const int FirstSender = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="wanted">How many tokens are enough.</param>
    /// <returns>Tokens whose message came back to them; at least one.</returns>
    /// <exception cref="RunRefusedException">There is none.</exception>
    public static async Task<IReadOnlyList<string>> AdmittedAsync(Scout scout, ChatRoom room, HttpMessageInvoker connector, int wanted)
    {
        var admitted = new List<string>();
        var reasons = new List<string>();
        foreach (var some in scout.Session.Settings.Tokens.Index().Chunk(AtATime))
        {
            var refusals = await Task.WhenAll(some.Select(token => WhyRefusedAsync(scout, room, connector, token.Item, FirstSender + token.Index)));
            admitted.AddRange(some.Zip(refusals).Where(pair => pair.Second is null).Select(pair => pair.First.Item));
            reasons.AddRange(refusals.OfType<string>());
            if (admitted.Count >= wanted)
            {
                break;
            }
        }

        return admitted.Count > 0
            ? admitted
            : throw new RunRefusedException(ExitCode.Error, $"nobody may chat in the room of CHAT_ROOM_ID: {reasons.FirstOrDefault() ?? "there is no token"}; the room must be CHATTING, a round open, and the tokens' users members of it");
    }

    /// <summary>Null when the token's user may chat.</summary>
    private static async Task<string?> WhyRefusedAsync(Scout scout, ChatRoom room, HttpMessageInvoker connector, string token, int sender)
    {
        var session = scout.Session;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(scout.Cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await using var connection = await StompConnection.OpenAsync(session.Settings.WebSocket, token, connector, session.Clock.Time, limit.Token);
            var message = new MessageId(sender, FirstSequence);
            await connection.SendAsync(room.Subscribe, limit.Token);
            await connection.SendAsync(room.Say(message), limit.Token);
            while (await connection.ReceiveAsync(limit.Token) is { } frame)
            {
                if (room.Heard(frame)?.Id == message)
                {
                    await connection.TrySayGoodbyeAsync();
                    return null;
                }

                if (frame.Command == "ERROR")
                {
                    return $"ERROR {frame.Header("message")}";
                }
            }

            return "the server closed the connection";
        }
        catch (OperationCanceledException) when (!scout.Cancellation.IsCancellationRequested)
        {
            return $"a message did not come back within {Patience.TotalSeconds:0} s";
        }
        catch (Exception failure) when (failure is StompException or WebSocketException)
        {
            return failure.Message;
        }
    }
}
