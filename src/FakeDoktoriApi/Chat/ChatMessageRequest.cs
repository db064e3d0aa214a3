namespace FakeDoktoriApi.Chat;

/// <summary>The body of a SEND.</summary>
internal sealed record ChatMessageRequest(string? ClientMessageId, string? MessageType, string? TextMessage, string? FilePath)
{
    private const int LongestId = 50;
    private const int LongestText = 300;
    private const int LongestPath = 512;

    /// <summary>The first rule that it breaks, or <c>null</c>. What belongs to the other type is ignored (inferred).</summary>
    public string? Problem() => this switch
    {
        { ClientMessageId: var id } when string.IsNullOrWhiteSpace(id) || id.Length > LongestId => "clientMessageId has 1 to 50 characters",
        { MessageType: "TEXT", TextMessage: var text } => string.IsNullOrWhiteSpace(text) || text.Length > LongestText ? "textMessage has 1 to 300 characters" : null,
        { MessageType: "FILE", FilePath: var path } => string.IsNullOrWhiteSpace(path) || path.Length > LongestPath ? "filePath has 1 to 512 characters" : null,
        _ => "messageType is TEXT or FILE",
    };
}
