using System.Globalization;
using System.Text.Json;
using LoadTests.Preflight;

namespace LoadTests.Ledger;

/// <summary>
/// Meetings whose title carries a key, found by how the key begins, page by page. The search orders by state and time of writing but
/// goes on below the last id it showed: a row written out of step with its id can fall between two pages, so only what fits one page
/// is sure to be all there is. It knows meetings until their deadline, three days after they were written.
/// </summary>
internal sealed class MeetingSearch(PatientReads reads)
{
    public const int PageSize = 10;

    /// <param name="mostPages">A search that has more than this is cut short, and says so.</param>
    /// <exception cref="IOException">The API could not be asked.</exception>
    public async Task<FoundMeetings> FindAsync(string keyStart, int mostPages)
    {
        var found = new SortedDictionary<long, string>();
        long? cursor = null;
        for (var page = 1; ; page++)
        {
            var next = cursor is { } id ? string.Create(CultureInfo.InvariantCulture, $"&cursorId={id}") : "";
            var (items, nextCursor) = ReadPage(await reads.AskAsync($"meetings/search?keyword={Uri.EscapeDataString(keyStart)}&size={PageSize}{next}"));
            foreach (var (meeting, title) in items)
            {
                if (LedgerKey.InTitle(title) is { } key && key.StartsWith(keyStart, StringComparison.Ordinal))
                {
                    found[meeting] = key;
                }
            }

            // A cursor that did not go down would go round for ever.
            var cutShort = nextCursor is null ? null
                : nextCursor >= cursor ? $"the cursor of GET /meetings/search does not go down after page {page} of '{keyStart}'"
                : page == mostPages ? $"GET /meetings/search still has more after {page} pages of '{keyStart}'"
                : null;
            if (nextCursor is null || cutShort is not null)
            {
                return new FoundMeetings([.. found.Select(meeting => (meeting.Key, meeting.Value))], OnePage: page == 1 && cutShort is null, cutShort);
            }

            cursor = nextCursor;
        }
    }

    private static (IReadOnlyList<(long Id, string Title)> Items, long? Next) ReadPage(ProbeAnswer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var data = json.RootElement.GetProperty("data");
            var page = data.GetProperty("pageInfo");
            return (
                [.. data.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("meetingId").GetInt64(), item.GetProperty("title").GetString() ?? ""))],
                page.GetProperty("hasNext").GetBoolean() ? page.GetProperty("nextCursorId").GetInt64() : null);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException("GET /meetings/search answered with something that is not a page of meetings", failure);
        }
    }
}
