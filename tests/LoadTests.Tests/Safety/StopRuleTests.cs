using LoadTests.History;
using LoadTests.Safety;

namespace LoadTests.Tests.Safety;

public sealed class StopRuleTests
{
    private readonly List<string> stops = [];
    private int sent;

    [Theory]
    [InlineData("error-rate > 50% in 60s", "error-rate > 50% in 60s")]
    [InlineData(" error-rate>5.5% ", "error-rate > 5.5%")]
    [InlineData("errors > 500 in 1m30s", "errors > 500 in 1m30s")]
    [InlineData("errors>0", "errors > 0")]
    public void ReadsABudget(string text, string read) => Assert.Equal(read, StopRule.Parse(text)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("error-rate > 50")]
    [InlineData("error-rate > 101%")]
    [InlineData("errors > many")]
    [InlineData("errors > 5 in soon")]
    [InlineData("errors < 5")]
    public void RefusesAnythingElse(string text) => Assert.Null(StopRule.Parse(text));

    [Fact]
    public void AShare_EndsTheRun_OnceItIsBurnt()
    {
        var rules = Rules("error-rate > 50% in 10s");
        Send(rules, good: 30, bad: 29, second: 0);
        Assert.Empty(stops);

        Send(rules, good: 0, bad: 2, second: 1);

        Assert.Contains("31 of 61", Assert.Single(stops));
    }

    [Fact]
    public void AFewRequests_SayNothing()
    {
        Send(Rules("error-rate > 50%"), good: 0, bad: StopRule.FewestRequests - 1, second: 0);

        Assert.Empty(stops);
    }

    [Fact]
    public void WhatLeftTheWindow_IsForgiven()
    {
        var rules = Rules("errors > 10 in 5s");
        Send(rules, good: 0, bad: 8, second: 0);
        Send(rules, good: 0, bad: 8, second: 5);

        Assert.Empty(stops);

        Send(rules, good: 0, bad: 3, second: 6);
        Assert.Single(stops);
    }

    [Fact]
    public void GivenUpAtTheEnd_IsNoError()
    {
        var rules = Rules("errors > 0");
        rules.Add(Sample(Outcome.Cancelled, 0));

        Assert.Empty(stops);
    }

    private StopRules Rules(string text) => new([StopRule.Parse(text)!], stops.Add);

    private void Send(StopRules rules, int good, int bad, int second)
    {
        for (var i = 0; i < good + bad; i++)
        {
            rules.Add(Sample(i < good ? Outcome.Ok : Outcome.Reset, second));
        }
    }

    private Sample Sample(Outcome outcome, int second) => new()
    {
        Intended = sent++,
        Started = sent,
        Ended = second * 1_000_000L,
        Group = "g",
        Request = "GET /health",
        Write = false,
        Status = 0,
        Outcome = outcome,
        Phase = "run",
    };
}
