using System.Globalization;
using LoadTests.Plans;

namespace LoadTests.Scenarios;

/// <summary>The requests of the Doktori API that scenarios send, in the shape the server accepts today.</summary>
internal static class DoktoriRequests
{
    private static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(15);

    public static RequestPlan Health => Get("GET /health", "/health");

    public static RequestPlan Recommendations => Get("GET /recommendations/meetings", "/recommendations/meetings");

    public static RequestPlan TestMeeting => new()
    {
        Name = "GET /meetings/{id}",
        Method = HttpMethod.Get,
        Path = user => string.Create(CultureInfo.InvariantCulture, $"/meetings/{user.Session.Settings.TestMeetingId}"),
    };

    public static RequestPlan Me => Get("GET /users/me", "/users/me") with { SignedIn = true };

    /// <summary>The status is required: without it the server answers 422.</summary>
    public static RequestPlan MyMeetings => Get("GET /users/me/meetings", "/users/me/meetings?status=ACTIVE&size=10") with { SignedIn = true };

    public static RequestPlan MyMeetingsToday => Get("GET /users/me/meetings/today", "/users/me/meetings/today") with { SignedIn = true };

    public static RequestPlan Notifications => Get("GET /notifications", "/notifications") with { SignedIn = true };

    public static RequestPlan UnreadNotifications => Get("GET /notifications/unread", "/notifications/unread") with { SignedIn = true };

    /// <summary>Of the chat application, which may have a base URL of its own.</summary>
    public static RequestPlan ChatRooms => new()
    {
        Name = "GET /chat-rooms",
        Method = HttpMethod.Get,
        Path = user => user.Session.Settings.ChatBase.AbsoluteUri.TrimEnd('/') + "/chat-rooms?size=10",
        SignedIn = true,
    };

    public static RequestPlan PutNotifications => new()
    {
        Name = "PUT /users/me/notifications",
        Method = HttpMethod.Put,
        Path = _ => "/users/me/notifications",
        Body = """{"notificationAgreement":true}"""u8.ToArray(),
        ExpectedStatus = 204,
        SignedIn = true,
        Write = true,
    };

    /// <summary>The body comes with the send: each meeting carries its own key.</summary>
    public static RequestPlan CreateMeeting => new()
    {
        Name = "POST /meetings",
        Method = HttpMethod.Post,
        Path = _ => "/meetings",
        ExpectedStatus = 201,
        Timeout = CreateTimeout,
        SignedIn = true,
        Write = true,
        KeepsBody = true,
    };

    public static RequestPlan Meetings(int size) => Get("GET /meetings", string.Create(CultureInfo.InvariantCulture, $"/meetings?size={size}"));

    public static RequestPlan Search(int size) => new()
    {
        Name = "GET /meetings/search",
        Method = HttpMethod.Get,
        Path = user => string.Create(CultureInfo.InvariantCulture, $"/meetings/search?keyword={Keyword(user.Random)}&size={size}"),
    };

    public static RequestPlan Books(int size) => new()
    {
        Name = "GET /books",
        Method = HttpMethod.Get,
        Path = user => string.Create(CultureInfo.InvariantCulture, $"/books?query={Keyword(user.Random)}&page=1&size={size}"),
        SignedIn = true,
        KeepsBody = true,
    };

    private static RequestPlan Get(string name, string path) => new() { Name = name, Method = HttpMethod.Get, Path = _ => path };

    private static string Keyword(Random random) => Uri.EscapeDataString(SearchKeywords.All[random.Next(SearchKeywords.All.Count)]);
}
