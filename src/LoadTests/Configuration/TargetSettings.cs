using System.Collections.ObjectModel;
using System.Net;

namespace LoadTests.Configuration;

/// <summary>What the environment says about the target, read once and valid as a whole.</summary>
internal sealed record TargetSettings
{
    /// <summary>Ends in <c>/api</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>One per user; never printed. Empty when no group signs in.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }
    public required long TestMeetingId { get; init; }

    /// <summary>By access token: what POST /auth/tokens takes as a cookie. Secret; a token that is not here cannot be renewed.</summary>
    public IReadOnlyDictionary<string, string> RefreshTokens { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Secret. Null: nothing to settle the ledger against.</summary>
    public required string? Database { get; init; }

    /// <summary>Where chat's own HTTP endpoints are; null: where the others are.</summary>
    public Uri? ChatBaseUrl { get; init; }

    /// <summary>Null when it was not given.</summary>
    public Uri? WebSocketUrl { get; init; }

    /// <summary>Base of the chat application's requests.</summary>
    public Uri ChatBase => ChatBaseUrl ?? BaseUrl;

    /// <summary>The chat's WebSocket endpoint: the API's <c>/ws</c> unless given.</summary>
    public Uri WebSocket => WebSocketUrl
        ?? new UriBuilder(BaseUrl) { Scheme = BaseUrl.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = BaseUrl.AbsolutePath.TrimEnd('/') + "/ws" }.Uri;

    /// <summary>A room in which the tokens' users may chat. Null: connections are only held, nothing is said.</summary>
    public long? ChatRoomId { get; init; }

    /// <summary>Resolves host names instead of the system's resolver.</summary>
    public IPEndPoint? DnsServer { get; init; }

    /// <summary>Records print their members; this one has secrets.</summary>
    public override string ToString() => $"{BaseUrl} with {Tokens.Count} token(s){(Database is null ? "" : " and a database")}";
}
