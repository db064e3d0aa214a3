using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Observability;

namespace FakeDoktoriApi.Chat;

/// <summary>What every session uses.</summary>
internal sealed record ChatServices(
    AccessTokens Tokens,
    MessageStore Store,
    MessageFeed Feed,
    ChatHub Hub,
    ChatOptions Options,
    ApiOptions Server,
    ChatMetrics Metrics,
    FailureLog Failures,
    TimeProvider Time,
    ILogger<ChatSession> Logger);
