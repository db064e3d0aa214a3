using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoadTests.Scenarios;

/// <summary>The body of POST /meetings, in the shape and within the rules the server enforces.</summary>
internal static class MeetingDraft
{
    private const int DaysUntilDeadline = 3;
    private const int DaysUntilRound = 7;
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="today">The deadline and the round are far enough ahead to be valid in any time zone.</param>
    public static ReadOnlyMemory<byte> Body(string title, Book book, DateOnly today)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Json))
        {
            json.WriteStartObject();
            json.WriteString("meetingImagePath", "images/meetings/load-test.png");
            json.WriteString("title", title);
            json.WriteString("description", "부하 테스트가 만든 모임입니다.");
            json.WriteNumber("readingGenreId", 1);
            json.WriteNumber("capacity", 4);
            json.WriteNumber("roundCount", 1);
            json.WriteStartArray("rounds");
            json.WriteStartObject();
            json.WriteNumber("roundNo", 1);
            json.WriteString("date", Date(today.AddDays(DaysUntilRound)));
            json.WriteStartObject("book");
            json.WriteString("isbn", book.Isbn);
            json.WriteString("title", book.Title);
            json.WriteString("authors", book.Authors);
            json.WriteString("publisher", book.Publisher);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("startTime", "20:00");
            json.WriteString("leaderIntro", "부하 테스트");

            // Saving the intro would update the user's row: a second write that the ledger does not follow.
            json.WriteBoolean("leaderIntroSavePolicy", false);
            json.WriteNumber("durationMinutes", 30);
            json.WriteString("recruitmentDeadline", Date(today.AddDays(DaysUntilDeadline)));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The id in the answer of a successful POST; null when the answer is not what it should be.</summary>
    public static long? IdInAnswer(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("data").GetProperty("meetingId").GetInt64();
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
