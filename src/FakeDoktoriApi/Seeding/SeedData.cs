using FakeDoktoriApi.Books;

namespace FakeDoktoriApi.Seeding;

/// <summary>Every seeded row, in an order that the foreign keys allow.</summary>
internal static class SeedData
{
    /// <summary>The tables that hold seeded rows, children first: the order to empty them in.</summary>
    public static readonly IReadOnlyList<string> TablesChildrenFirst =
    [
        "vote_casts", "votes", "messages", "room_rounds", "quiz_choices", "quizzes", "chatting_room_members", "chatting_rooms",
        "notifications", "user_meeting_recommendations", "book_reports", "meeting_rounds", "meeting_members", "meetings", "books",
        "user_push_tokens", "user_reading_genres", "user_reading_purposes", "user_stats", "user_preferences", "user_accounts", "users",
    ];

    public static async Task WriteAsync(SeedPlan plan, SeedWriter writer)
    {
        await PeopleTables.WriteUsersAsync(plan, writer);
        await PeopleTables.WriteBooksAsync(plan, writer, new BookCatalogue());
        await MeetingTables.WriteAsync(plan, writer);
        await ChatTables.WriteAsync(plan, writer);
    }
}
