using System.Net;
using System.Net.Sockets;
using LoadTests.Traffic.Names;
using Microsoft.Extensions.Time.Testing;

namespace LoadTests.Tests.Traffic.Names;

public sealed class NameCacheTests
{
    private static readonly IPAddress Old = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress New = IPAddress.Parse("127.0.0.3");

    private readonly FakeTimeProvider time = new();
    private readonly FakeNameServer server = new() { Answer = new NameAnswer([Old], TimeSpan.FromSeconds(5)) };

    [Theory]
    [InlineData("ttl", 4.9, false)]
    [InlineData("ttl", 5, true)]
    [InlineData("jvm", 5, false)]
    [InlineData("jvm", 29.9, false)]
    [InlineData("jvm", 30, true)]
    [InlineData("pinned", 4.9, false)]
    [InlineData("pinned", 5, true)]
    public async Task AsksAgain_WhenTheHabitSaysSo(string habit, double seconds, bool moved)
    {
        var names = Names(habit);
        await ResolveAsync(names);

        server.Answer = new NameAnswer([New], TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(moved ? New : Old, await ResolveAsync(names));
        Assert.Equal(moved ? 2 : 1, server.Questions);
    }

    [Theory]
    [InlineData("ttl", true)]
    [InlineData("jvm", true)]
    [InlineData("pinned", false)]
    public void OnlyPinned_StaysOnAnOldAddress(string habit, bool leaves) => Assert.Equal(leaves, Names(habit).LeavesOldAddresses);

    [Fact]
    public async Task TtlZero_IsForOnce()
    {
        server.Answer = new NameAnswer([Old], TimeSpan.Zero);
        var names = Names("ttl");

        await ResolveAsync(names);
        await ResolveAsync(names);

        Assert.Equal(2, server.Questions);
    }

    [Fact]
    public async Task OneQuestionForAll_WhoWaitAtTheSameTime()
    {
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        var names = Names("ttl");
        var waiting = Enumerable.Range(0, 20).Select(_ => ResolveAsync(names)).ToList();

        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), address => Assert.Equal(Old, address));
        Assert.Equal(1, server.Questions);
    }

    [Fact]
    public async Task AnAnswersAge_CountsFromTheQuestion()
    {
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        var names = Names("ttl");
        var waiting = ResolveAsync(names);
        time.Advance(TimeSpan.FromSeconds(3));
        gate.SetResult();
        await waiting;

        time.Advance(TimeSpan.FromSeconds(2));
        await ResolveAsync(names);

        Assert.Equal(2, server.Questions);
    }

    [Fact]
    public async Task AFailure_IsTheCallers_AndIsNotKept()
    {
        var names = Names("ttl");
        server.Answer = null;
        await Assert.ThrowsAsync<SocketException>(() => ResolveAsync(names));

        server.Answer = new NameAnswer([New], TimeSpan.FromSeconds(5));

        Assert.Equal(New, await ResolveAsync(names));
    }

    [Fact]
    public async Task WhoStopsWaiting_DoesNotEndTheQuestion()
    {
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        var names = Names("ttl");
        using var impatient = new CancellationTokenSource();
        var first = names.ResolveAsync("doktori.test", impatient.Token).AsTask();
        var second = ResolveAsync(names);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal(Old, await second);
    }

    [Theory]
    [InlineData("127.0.0.9")]
    [InlineData("::1")]
    public async Task AnAddress_NeedsNoServer(string host)
    {
        var answer = await Names("ttl").ResolveAsync(host, TestContext.Current.CancellationToken);

        Assert.Equal(IPAddress.Parse(host), Assert.Single(answer.Addresses));
        Assert.Equal(0, server.Questions);
    }

    [Theory]
    [InlineData("forever")]
    [InlineData("")]
    [InlineData(null)]
    public void ThereAreOnlyThreeHabits(string? text) => Assert.Null(DnsHabits.Parse(text));

    private NameCache Names(string habit) => new(server, DnsHabits.Parse(habit)!.Value, time);

    private static async Task<IPAddress> ResolveAsync(NameCache names) =>
        (await names.ResolveAsync("doktori.test", TestContext.Current.CancellationToken)).Addresses[0];

    private sealed class FakeNameServer : INameServer
    {
        private int questions;

        public NameAnswer? Answer { get; set; }
        public Task Gate { get; set; } = Task.CompletedTask;
        public int Questions => questions;

        public async Task<NameAnswer> AskAsync(string host)
        {
            Interlocked.Increment(ref questions);
            await Gate;
            return Answer ?? throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
