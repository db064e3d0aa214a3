using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Chat;

/// <summary>
/// The broker's side of one client: 1. CONNECT with a token, within the first frame; 2. SUBSCRIBE, UNSUBSCRIBE, SEND in any order, each with a RECEIPT
/// if asked for; 3. DISCONNECT. A RECEIPT for a SEND means: stored and committed. A SEND that is not taken gets no reply, as in the real application.
/// </summary>
internal sealed class ChatSession : IStompHandler
{
    private const string Scheme = "Bearer ";
    private static readonly JsonTypeInfo<ChatMessageRequest> _requestType = JsonTypes.Of<ChatMessageRequest>();

    // Inferred: the contract gives no text.
    private static readonly StompProblem _unauthorized = StompProblem.Refused(ApiError.Unauthorized.Code);

    private readonly ChatServices _services;
    private readonly StompConnection _connection;
    private readonly Dictionary<string, ChatSubscription> _subscriptions = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _user;
    private long _delivered;

    public ChatSession(string id, WebSocket socket, Action abort, ChatServices services)
    {
        Id = id;
        _services = services;
        _connection = new(socket, abort, services.Options.Connection, services.Time);
    }

    public string Id { get; }

    /// <summary>Completes when the connection is over.</summary>
    public Task Over => _over.Task;

    public async Task RunAsync()
    {
        _services.Metrics.Opened();
        try
        {
            await _connection.RunAsync(this);
        }
        catch (Exception exception)
        {
            _services.Logger.SessionFailed(exception, Id);
        }
        finally
        {
            foreach (var subscription in _subscriptions.Values)
            {
                _services.Hub.Remove(subscription);
            }

            Report(_connection.End);
            _over.SetResult();
        }
    }

    /// <inheritdoc cref="StompConnection.QuietAsync"/>
    public Task QuietAsync() => _connection.QuietAsync();

    /// <summary>Tells the client that this instance goes away.</summary>
    public void Stop() => _connection.Close(SessionEnd.Stopping, WebSocketCloseStatus.EndpointUnavailable, "this instance stops");

    /// <summary>Never waits and never throws: a defect of one session is not the others'.</summary>
    public void Deliver(ChatSubscription subscription, ReadOnlyMemory<byte> body)
    {
        try
        {
            var number = Interlocked.Increment(ref _delivered).ToString(CultureInfo.InvariantCulture);
            _connection.Send(new StompFrame(
                StompCommands.Message,
                ("subscription", subscription.Id),
                ("message-id", $"{Id}-{number}"),
                ("destination", subscription.Destination),
                ("content-type", "application/json")) with
            { Body = body });
        }
        catch (Exception exception)
        {
            _services.Logger.SessionFailed(exception, Id);
        }
    }

    public ValueTask<StompProblem?> HandleAsync(StompFrame frame) => (_user, frame.Command) switch
    {
        (null, StompCommands.Connect or StompCommands.Stomp) => ConnectAsync(frame),
        (null, _) => new(StompProblem.Malformed("The first frame is CONNECT.")),
        (_, StompCommands.Send) => SendAsync(frame),
        (_, StompCommands.Subscribe) => SubscribeAsync(frame),
        (_, StompCommands.Unsubscribe) => new(Unsubscribe(frame)),
        (_, StompCommands.Disconnect) => new(Disconnect(frame)),

        // Every subscription acknowledges by itself, as Spring's simple broker has it.
        (_, StompCommands.Ack or StompCommands.Nack) => new(Done(frame)),
        (_, StompCommands.Begin or StompCommands.Commit or StompCommands.Abort) => new(StompProblem.Malformed("This server has no transactions.")),
        (_, StompCommands.Connect or StompCommands.Stomp) => new(StompProblem.Malformed("The session is connected already.")),
        _ => new(StompProblem.Malformed("This frame comes from servers only.")),
    };

    private async ValueTask<StompProblem?> ConnectAsync(StompFrame frame)
    {
        if (StompVersions.Negotiate(frame["accept-version"]) is not { } version)
        {
            return StompProblem.Malformed("accept-version names none of " + StompVersions.Supported) with { Versions = StompVersions.Supported };
        }

        if (HeartBeat.Parse(frame["heart-beat"]) is not { } wished)
        {
            return StompProblem.Malformed("heart-beat is two numbers of milliseconds: x,y");
        }

        if (frame["Authorization"] is not { } header || !header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return _unauthorized;
        }

        var (state, user) = await _services.Tokens.VerifyAsync(header[Scheme.Length..].Trim());
        if (state != TokenState.Valid)
        {
            return _unauthorized;
        }

        _user = user;
        var offer = _services.Options.Connection.HeartBeat;
        var (send, expect) = offer.Negotiate(wished);
        _connection.Established(version, send, expect);
        _connection.Send(new StompFrame(
            StompCommands.Connected,
            ("version", version.Text()),
            ("heart-beat", offer.ToString()),
            ("session", Id),
            ("server", _services.Server.Id),
            ("user-name", user.ToString(CultureInfo.InvariantCulture))));
        return null;
    }

    private async ValueTask<StompProblem?> SubscribeAsync(StompFrame frame)
    {
        if (frame["destination"] is not { } destination)
        {
            return StompProblem.Malformed("SUBSCRIBE needs the header destination.");
        }

        if (SubscriptionId(frame) is not { } id)
        {
            return StompProblem.Malformed("SUBSCRIBE needs the header id.");
        }

        if (_subscriptions.Count == _services.Options.MaxSubscriptions)
        {
            return StompProblem.Refused($"A session may have {_services.Options.MaxSubscriptions} subscriptions.");
        }

        var subscription = new ChatSubscription(this, id, destination);
        if (!_subscriptions.TryAdd(id, subscription))
        {
            return StompProblem.Malformed("The subscription's id is in use in this session.");
        }

        await _services.Feed.AfterNextLookAsync(() => _services.Hub.Add(subscription));
        return Done(frame);
    }

    private StompProblem? Unsubscribe(StompFrame frame)
    {
        if (SubscriptionId(frame) is not { } id)
        {
            return StompProblem.Malformed("UNSUBSCRIBE needs the header id.");
        }

        if (_subscriptions.Remove(id, out var subscription))
        {
            _services.Hub.Remove(subscription);
        }

        return Done(frame);
    }

    private async ValueTask<StompProblem?> SendAsync(StompFrame frame)
    {
        if (frame["destination"] is not { } destination)
        {
            return StompProblem.Malformed("SEND needs the header destination.");
        }

        if (frame["transaction"] is not null)
        {
            return StompProblem.Malformed("This server has no transactions.");
        }

        using var span = MessageTrace.Begin(frame);
        try
        {
            if (await TakeMessageAsync(destination, frame.Body))
            {
                return Done(frame);
            }
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            _services.Metrics.Sent("Failed");
            _services.Failures.Report(StompCommands.Send, destination, "no reply", exception);
        }

        return null;
    }

    // Whether it is in the database now.
    private async Task<bool> TakeMessageAsync(string destination, ReadOnlyMemory<byte> body)
    {
        if (ChatDestination.RoomOfSend(destination) is not { } room)
        {
            return Refuse("Invalid", "no such destination");
        }

        if (Parse(body) is not { } request)
        {
            return Refuse("Invalid", "not the JSON of a message");
        }

        if (request.Problem() is { } problem)
        {
            return Refuse("Invalid", problem);
        }

        var (outcome, repeated) = await _services.Store.StoreAsync(room, _user!.Value, request);
        if (outcome is StoreOutcome.NotAMember or StoreOutcome.RoomClosed)
        {
            return Refuse(outcome.ToString(), outcome == StoreOutcome.NotAMember ? "not a member of the room" : "the room has no open round");
        }

        _services.Metrics.Sent(outcome.ToString());
        if (repeated is not null)
        {
            await _services.Feed.RepeatAsync(repeated);
        }
        else
        {
            _services.Feed.Wake();
        }

        return true;
    }

    private bool Refuse(string outcome, string reason)
    {
        _services.Metrics.Sent(outcome);
        _services.Logger.MessageRefused(Id, reason);
        return false;
    }

    private StompProblem? Disconnect(StompFrame frame)
    {
        _ = Done(frame);
        _connection.Close(SessionEnd.Disconnected, WebSocketCloseStatus.NormalClosure, "");
        return null;
    }

    private StompProblem? Done(StompFrame frame)
    {
        if (frame["receipt"] is { } receipt)
        {
            _connection.Send(new StompFrame(StompCommands.Receipt, ("receipt-id", receipt)));
        }

        return null;
    }

    // In 1.0 a subscription may go by its destination.
    private string? SubscriptionId(StompFrame frame) =>
        frame["id"] ?? (_connection.Version == StompVersion.V10 ? frame["destination"] : null);

    private static ChatMessageRequest? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, _requestType);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Report(SessionEnd end)
    {
        _services.Metrics.Ended(end);
        if (end is SessionEnd.Malformed or SessionEnd.TooLarge or SessionEnd.Refused or SessionEnd.Silent or SessionEnd.Slow)
        {
            _services.Logger.SessionCut(Id, _user, end);
        }
        else
        {
            _services.Logger.SessionEnded(Id, _user, end);
        }
    }
}
