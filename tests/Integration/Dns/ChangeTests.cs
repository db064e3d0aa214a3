using System.Collections.Concurrent;
using System.Globalization;

namespace Integration.Dns;

public sealed class ChangeTests : IAsyncLifetime
{
    private const int Timeout = 120_000;

    private RunningDns dns = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => dns = await RunningDns.StartAsync();

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Fact(Timeout = Timeout)]
    public async Task UnderLoad_EveryAnswerIsTheOldOrTheNew_AndNoneIsMissing()
    {
        const int Changes = 40, Askers = 6, AfterTheLast = 20;
        var inForce = 1; // the newest change of which its caller knows that it is in force
        var answered = new ConcurrentDictionary<int, int>();
        var problems = new ConcurrentQueue<string>();
        // Change n makes it 127.0.1.n for n seconds: an answer that mixes two versions, or comes from one already replaced, shows.
        await dns.ChangeAsync("""{"records":{"doktori.test":"127.0.1.1"},"ttlSeconds":1}""");

        var askers = Enumerable.Range(0, Askers).Select(async asker =>
        {
            for (var rest = AfterTheLast; rest > 0 && !Cancellation.IsCancellationRequested; rest -= Volatile.Read(ref inForce) == Changes ? 1 : 0)
            {
                var known = Volatile.Read(ref inForce);
                var (address, ttl) = await dns.AskAsync(tcp: asker % 2 == 0);
                answered.AddOrUpdate(ttl, 1, (_, count) => count + 1);
                if (address != $"127.0.1.{ttl}" || ttl < known || ttl > Changes)
                {
                    problems.Enqueue($"{address} for {ttl} s, change {known} was in force");
                }
            }
        }).ToArray();
        for (var change = 2; change <= Changes; change++)
        {
            // The next one not before somebody has seen this one: changes and answers interleave on a slow machine, too.
            await dns.ChangeAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"records":{"doktori.test":"127.0.1.{{change}}"},"ttlSeconds":{{change}}}"""));
            Volatile.Write(ref inForce, change);
            await ProxySwitch.Eventually.EqualAsync(true, () => answered.ContainsKey(change) || askers.Any(asker => asker.IsFaulted));
        }

        await Task.WhenAll(askers);

        Assert.Empty(problems);
        var state = await dns.StateAsync();
        Assert.Equal(answered.Values.Sum(), state.GetProperty("queriesTotal").GetInt64());
        foreach (var answer in state.GetProperty("answers").EnumerateArray())
        {
            var ttl = int.Parse(answer.GetProperty("address").GetString()!.Split('.')[3], CultureInfo.InvariantCulture);
            Assert.Equal(answered[ttl], answer.GetProperty("count").GetInt32());
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task TheHistory_TellsWhoWasAnsweredWhat()
    {
        var before = await dns.StateAsync();
        await dns.AskAsync();
        await dns.AskAsync(tcp: true);
        await dns.ChangeAsync("""{"ttlSeconds":5}""");
        await dns.AskAsync();
        await dns.ChangeAsync("""{"records":{"doktori.test":"127.0.0.3"}}""");
        await dns.AskAsync();

        var state = await dns.StateAsync();

        Assert.Equal(("dns", "doktori.test", dns.Listen.ToString(), 5, 4),
            (state.GetProperty("role").GetString(), state.GetProperty("zone").GetString(), state.GetProperty("listen").GetString(), state.GetProperty("ttlSeconds").GetInt32(), state.GetProperty("queriesTotal").GetInt32()));
        Assert.Equal("127.0.0.3", state.GetProperty("records").GetProperty("doktori.test").GetString());
        Assert.Equal(before.GetProperty("serial").GetUInt32() + 2, state.GetProperty("serial").GetUInt32());
        Assert.Equal(["127.0.0.2 3", "127.0.0.3 1"], state.GetProperty("answers").EnumerateArray().Select(answer => $"{answer.GetProperty("address")} {answer.GetProperty("count")}"));
        Assert.Equal(["60 127.0.0.2 2", "5 127.0.0.2 1", "5 127.0.0.3 1"], state.GetProperty("changes").EnumerateArray().Select(change =>
            $"{change.GetProperty("ttlSeconds")} {change.GetProperty("records").GetProperty("doktori.test")} {change.GetProperty("queries")}"));
        var last = state.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("lastAt").GetDateTimeOffset()).ToArray();
        var changed = state.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("at").GetDateTimeOffset()).ToArray();
        Assert.True(changed[1] <= last[0] && last[0] <= changed[2] && changed[2] <= last[1]);
    }

    [Fact(Timeout = Timeout)]
    public async Task AFileEditedByHand_CountsFromTheReload()
    {
        var text = await File.ReadAllTextAsync(dns.ZoneFile, Cancellation);
        await File.WriteAllTextAsync(dns.ZoneFile, text.Replace("127.0.0.2", "127.0.0.9", StringComparison.Ordinal), Cancellation);
        Assert.Equal("127.0.0.2", (await dns.AskAsync()).Address);

        var (status, _) = await dns.PostAsync("control/reload", "");

        Assert.Equal(200, (int)status);
        Assert.Equal("127.0.0.9", (await dns.AskAsync()).Address);
    }

    [Fact(Timeout = Timeout)]
    public async Task ABrokenFile_IsRefusedWithItsPlace_AndTheOldZoneAnswers()
    {
        await File.WriteAllTextAsync(dns.ZoneFile, "{\n  \"zone\": \"doktori.test\",\n  \"ttlSeconds\": 60,\n  \"records\": { \"doktori.test\": \"127.0.0.300\" }\n}\n", Cancellation);

        foreach (var (path, body) in new[] { ("control/reload", ""), ("control/change", """{"ttlSeconds":5}"""), ("control/test", """{"ttlSeconds":5}""") })
        {
            var (status, answer) = await dns.PostAsync(path, body);
            Assert.Equal((422, "bad_address", 4, 32), ((int)status, answer.GetProperty("code").GetString(), answer.GetProperty("line").GetInt32(), answer.GetProperty("column").GetInt32()));
            Assert.StartsWith("zone.json:4:32: ", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(("127.0.0.2", 60), await dns.AskAsync());
    }
}
