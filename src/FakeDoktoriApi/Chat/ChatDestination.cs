using System.Globalization;

namespace FakeDoktoriApi.Chat;

/// <summary>The two kinds of destination a room has.</summary>
internal static class ChatDestination
{
    private const string TopicPrefix = "/topic/chat-rooms/";
    private const string SendPrefix = "/app/chat-rooms/";
    private const string SendSuffix = "/messages";

    public static string Topic(long room) => string.Create(CultureInfo.InvariantCulture, $"{TopicPrefix}{room}");

    /// <returns>The room, or <c>null</c> for any other destination.</returns>
    public static long? RoomOfTopic(string destination) =>
        destination.StartsWith(TopicPrefix, StringComparison.Ordinal) ? Room(destination.AsSpan(TopicPrefix.Length)) : null;

    /// <returns>The room, or <c>null</c> for any other destination.</returns>
    public static long? RoomOfSend(string destination) =>
        destination.StartsWith(SendPrefix, StringComparison.Ordinal)
        && destination.EndsWith(SendSuffix, StringComparison.Ordinal)
        && destination.Length > SendPrefix.Length + SendSuffix.Length
            ? Room(destination.AsSpan()[SendPrefix.Length..^SendSuffix.Length])
            : null;

    private static long? Room(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var room) && room > 0 ? room : null;
}
