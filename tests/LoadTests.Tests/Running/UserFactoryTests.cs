using LoadTests.Configuration;
using LoadTests.Ledger;
using LoadTests.Metrics;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Running;
using LoadTests.Scenarios.DbCutover;
using LoadTests.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace LoadTests.Tests.Running;

public sealed class UserFactoryTests : IDisposable
{
    private readonly HttpTarget target = new(new Uri("http://127.0.0.1:1/api"), "r");
    private readonly MetricSet metrics = new([]);
    private readonly LoadSession session;
    private readonly TargetSettings settings = new() { BaseUrl = new Uri("http://127.0.0.1:1/api"), Tokens = ["a", "b", "c"], TestMeetingId = 1, Database = null };
    private readonly ScenarioPlan plan = new DbCutoverScenario().Plan;

    public UserFactoryTests()
    {
        var clock = new RunClock(new FakeTimeProvider());
        var nowhere = new Nowhere();
        session = new LoadSession(plan, plan.Duration, settings, target, clock, metrics, nowhere, new WriteLedger("r", 'd', clock, nowhere), new RunLog(null, null, clock.Time));
    }

    public void Dispose()
    {
        session.Dispose();
        metrics.Dispose();
        target.Dispose();
    }

    [Fact]
    public void TheSameSeed_GivesEachUserTheSameChoices()
    {
        Assert.Equal(Choices(seed: 7), Choices(seed: 7));
        Assert.NotEqual(Choices(seed: 7), Choices(seed: 8));
    }

    [Fact]
    public void TwoUsers_ChooseDifferently()
    {
        var users = new UserFactory(session, settings, plan.Id, 1);

        Assert.NotEqual(Draw(users.New(plan.Groups[0], 0)), Draw(users.New(plan.Groups[0], 1)));
    }

    [Fact]
    public void OnlyUsersWhoSignIn_HaveAToken_EachTheNext()
    {
        var users = new UserFactory(session, settings, plan.Id, 1);
        var writers = plan.Groups.Single(group => group.Name == "writers");

        Assert.Null(users.New(plan.Groups.Single(group => group.Name == "readers"), 0).Token);
        Assert.Equal(["a", "b", "c", "a"], Enumerable.Range(0, 4).Select(number => users.New(writers, number).Token));
    }

    private List<int> Choices(int seed)
    {
        var users = new UserFactory(session, settings, plan.Id, seed);
        return [.. plan.Groups.SelectMany(group => Enumerable.Range(0, group.VirtualUsers).SelectMany(number => Draw(users.New(group, number))))];
    }

    private static IEnumerable<int> Draw(VirtualUser user) => [user.Random.Next(), user.Random.Next()];
}
