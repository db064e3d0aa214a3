using System.Text.Json;

namespace Integration.Chat;

/// <summary>A frame, taken apart without the application's own decoder.</summary>
internal sealed record ReceivedFrame(string Command, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Text => Json.GetProperty("textMessage").GetString();

    public long MessageId => Json.GetProperty("messageId").GetInt64();

    public static ReceivedFrame Parse(string text)
    {
        var head = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = text[..head].Split('\n');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new(lines[0], headers, text[(head + 2)..].TrimEnd('\0'));
    }
}
