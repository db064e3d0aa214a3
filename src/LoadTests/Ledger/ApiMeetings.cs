using System.Globalization;
using System.Text.Json;
using LoadTests.History;
using LoadTests.Preflight;

namespace LoadTests.Ledger;

/// <summary>
/// Which keys of a run have rows, asked through the API alone. 1. The search for the run's mark, page by page, finds nearly all.
/// 2. A key it did not show is looked for once more, by the id that the write was answered with, or by a search for that very key.
/// 3. What is still missing is asked again until it is found or <see cref="Patience"/> is over: a read may come from a replica.
/// The search knows meetings until their deadline, three days after they were written.
/// </summary>
internal sealed class ApiMeetings(Probe probe, TimeProvider time, CancellationToken cancellation)
{
    private const int PageSize = 10;
    private const int MostPages = 20_000;
    private const int Tries = 4;
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="IOException">The API could not be asked to the end.</exception>
    public async Task<IReadOnlyDictionary<string, int>> RowsByKeyAsync(WriteLedger ledger)
    {
        var rows = (await FindAsync($"{ledger.RunId}-{ledger.Scenario}"))
            .Where(meeting => LedgerKey.IsOf(meeting.Key, ledger.RunId))
            .CountBy(meeting => meeting.Key)
            .ToDictionary(StringComparer.Ordinal);
        var ids = ledger.Events.OfType<WriteAnswered>().Where(answer => answer.MeetingId is not null).ToDictionary(answer => answer.Key, answer => answer.MeetingId!.Value, StringComparer.Ordinal);
        var missing = ledger.Events.OfType<WriteSent>().Select(sent => sent.Key).Where(key => !rows.ContainsKey(key)).ToList();
        var begun = time.GetTimestamp();
        while (missing.Count > 0)
        {
            foreach (var key in missing)
            {
                var count = ids.TryGetValue(key, out var id) && await HasTitleAsync(id, LedgerKey.Title(key)) ? 1 : (await FindAsync(key)).Count(meeting => meeting.Key == key);
                if (count > 0)
                {
                    rows[key] = count;
                }
            }

            // Only an acknowledged write that is absent says something bad; it gets its time.
            missing.RemoveAll(key => rows.ContainsKey(key) || !ids.ContainsKey(key));
            if (missing.Count > 0 && time.GetElapsedTime(begun) > Patience)
            {
                break;
            }

            if (missing.Count > 0)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }

        return rows;
    }

    /// <summary>Meetings whose title carries a key, found by how it begins.</summary>
    /// <exception cref="IOException">The API could not be asked to the end.</exception>
    public async Task<IReadOnlyList<(long Id, string Key)>> FindAsync(string keyStart)
    {
        var found = new Dictionary<long, string>();
        long? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var next = cursor is { } id ? string.Create(CultureInfo.InvariantCulture, $"&cursorId={id}") : "";
            var (items, nextCursor) = ReadPage(await AskAsync($"meetings/search?keyword={Uri.EscapeDataString(keyStart)}&size={PageSize}{next}"));
            foreach (var (meeting, title) in items)
            {
                if (LedgerKey.InTitle(title) is { } key && key.StartsWith(keyStart, StringComparison.Ordinal))
                {
                    found[meeting] = key;
                }
            }

            // The cursor goes down; one that does not would go round for ever.
            if (nextCursor is null || nextCursor >= cursor)
            {
                break;
            }

            cursor = nextCursor;
        }

        return [.. found.OrderBy(meeting => meeting.Key).Select(meeting => (meeting.Key, meeting.Value))];
    }

    private async Task<bool> HasTitleAsync(long id, string title)
    {
        var answer = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"meetings/{id}"), 404);
        if (answer.Status == 404)
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return json.RootElement.GetProperty("data").GetProperty("meeting").GetProperty("title").GetString() == title;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IOException("GET /meetings/{id} answered with something that is not a meeting", failure);
        }
    }

    private async Task<ProbeAnswer> AskAsync(string path, int alsoGood = 200)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await probe.SendAsync(HttpMethod.Get, path, OneAnswer, cancellation);
            if (answer.Status == 200 || answer.Status == alsoGood)
            {
                return answer;
            }

            if (attempt == Tries)
            {
                throw new IOException($"GET /{path.Split('?')[0]} gave {(answer.Status == 0 ? $"no answer ({answer.Outcome})" : $"status {answer.Status}")} {Tries} times");
            }

            await Task.Delay(Pause, time, cancellation);
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
