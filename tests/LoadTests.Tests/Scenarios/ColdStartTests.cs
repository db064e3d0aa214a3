using LoadTests.History;
using LoadTests.Scenarios.ServiceDeploy;
using LoadTests.Traffic;

namespace LoadTests.Tests.Scenarios;

public sealed class ColdStartTests
{
    private readonly ColdStart coldStart = new("baseline");

    public ColdStartTests() => Observe("blue", "baseline", 0, 5, Outcome.Ok);

    [Fact]
    public void FromItsFirstRequest_ToItsFirstGoodDatabaseAnswer()
    {
        Observe("green", "deploy", 1000, 1010, Outcome.Ok, database: false);
        Observe("green", "deploy", 1100, 1600, Outcome.Http);
        Observe("blue", "deploy", 1200, 1210, Outcome.Ok);
        Observe("green", "deploy", 2000, 2500, Outcome.Ok);
        Observe("green", "deploy", 2100, 2600, Outcome.Ok);

        Assert.Equal(("green", 1500), (coldStart.Server, coldStart.Ms!.Value));
    }

    [Fact]
    public void AnEarlierRequestThatEndsLater_StillCounts()
    {
        Observe("green", "deploy", 2000, 2100, Outcome.Ok);
        Observe("green", "deploy", 1000, 5000, Outcome.Ok);

        Assert.Equal(1100, coldStart.Ms);
    }

    [Fact]
    public void WithoutAGoodDatabaseAnswer_ItIsNotMeasured()
    {
        Observe("green", "deploy", 1000, 1010, Outcome.Ok, database: false);
        Observe("green", "deploy", 1000, 1010, Outcome.Http);

        Assert.Null(coldStart.Ms);
    }

    [Fact]
    public void TheOldServer_AndNamelessAnswers_AreNone()
    {
        Observe("blue", "verify", 1000, 1010, Outcome.Ok);
        Observe(null, "deploy", 1000, 1010, Outcome.Ok);

        Assert.Null(coldStart.Server);
    }

    [Fact]
    public void WithoutABaseline_NothingIsNew()
    {
        var blind = new ColdStart("baseline");
        blind.Observe(Answer("green", "deploy", 1, 2, Outcome.Ok), database: true);

        Assert.Null(blind.Ms);
    }

    private void Observe(string? server, string phase, long sentMs, long answeredMs, Outcome outcome, bool database = true) =>
        coldStart.Observe(Answer(server, phase, sentMs, answeredMs, outcome), database);

    private static Answer Answer(string? server, string phase, long sentMs, long answeredMs, Outcome outcome) => new()
    {
        Intended = sentMs * 1000,
        Started = sentMs * 1000,
        Ended = answeredMs * 1000,
        Outcome = outcome,
        Status = outcome == Outcome.Ok ? 200 : 503,
        Phase = phase,
        Server = server,
    };
}
