using System.Globalization;
using System.Text.Json;
using LoadTests.History;

namespace LoadTests.Ledger;

/// <summary>
/// Which keys of a run have rows, and how many, asked through the API alone. 1. The search for the run's mark, page by page, finds nearly
/// all, and rows the run does not know. 2. If that took more than one page, the keys are searched ten at a time, which fits one page; ten
/// that do not fit have a duplicate among them, and are searched one by one. So no duplicate hides between two pages.
/// 3. A key that is still missing is looked for by the id that the write was answered with. 4. What is missing then is asked again until it
/// is found or <see cref="Patience"/> is over: a read may come from a replica.
/// </summary>
internal sealed class ApiMeetings(PatientReads reads, TimeProvider time)
{
    // More pages than three times the rows sent would fill, and some to spare, are no run's own: the search does not end, or the run id is an old one.
    private const int SparePages = 100;
    private const int TimesTheRowsSent = 3;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly MeetingSearch search = new(reads);

    /// <exception cref="IOException">The API could not be asked to the end.</exception>
    public async Task<IReadOnlyDictionary<string, int>> RowsByKeyAsync(WriteLedger ledger)
    {
        var sent = ledger.Events.OfType<WriteSent>().Select(write => write.Key).Distinct(StringComparer.Ordinal).ToList();
        var found = await SearchAsync(ledger, sent);
        var rows = found.Values.CountBy(key => key).ToDictionary(StringComparer.Ordinal);
        await AddMissingAsync(rows, sent, ledger.Events);
        return rows;
    }

    private async Task<Dictionary<long, string>> SearchAsync(WriteLedger ledger, List<string> sent)
    {
        var found = new Dictionary<long, string>();
        var mostPages = SparePages + (TimesTheRowsSent * sent.Count / MeetingSearch.PageSize);
        if (await AddAsync($"{ledger.RunId}-{ledger.Scenario}"))
        {
            return found;
        }

        foreach (var ten in sent.GroupBy(key => key[..^1], StringComparer.Ordinal))
        {
            if (!await AddAsync(ten.Key))
            {
                foreach (var key in ten)
                {
                    await AddAsync(key);
                }
            }
        }

        return found;

        async Task<bool> AddAsync(string keyStart)
        {
            var answer = await search.FindAsync(keyStart, mostPages);
            foreach (var (id, key) in answer.Rows.Where(row => LedgerKey.IsOf(row.Key, ledger.RunId)))
            {
                found[id] = key;
            }

            return answer.CutShort is { } why ? throw new IOException($"{why}; the run sent {sent.Count} writes. Was its run id used before?") : answer.OnePage;
        }
    }

    private async Task AddMissingAsync(Dictionary<string, int> rows, List<string> sent, IReadOnlyList<LedgerEvent> events)
    {
        var ids = events.OfType<WriteAnswered>().Where(answer => answer.MeetingId is not null).ToDictionary(answer => answer.Key, answer => answer.MeetingId!.Value, StringComparer.Ordinal);
        var missing = sent.Where(key => !rows.ContainsKey(key)).ToList();
        var begun = time.GetTimestamp();
        while (missing.Count > 0)
        {
            foreach (var key in missing)
            {
                var count = ids.TryGetValue(key, out var id) && await HasTitleAsync(id, LedgerKey.Title(key)) ? 1 : (await search.FindAsync(key, SparePages)).Rows.Count(meeting => meeting.Key == key);
                if (count > 0)
                {
                    rows[key] = count;
                }
            }

            // Only an acknowledged write that is absent says something bad; it gets its time.
            missing.RemoveAll(key => rows.ContainsKey(key) || !ids.ContainsKey(key));
            if (missing.Count > 0 && time.GetElapsedTime(begun) > Patience)
            {
                return;
            }

            if (missing.Count > 0)
            {
                await reads.PauseAsync();
            }
        }
    }

    private async Task<bool> HasTitleAsync(long id, string title)
    {
        var answer = await reads.AskAsync(string.Create(CultureInfo.InvariantCulture, $"meetings/{id}"), 404);
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
}
