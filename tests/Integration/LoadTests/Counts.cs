namespace Integration.LoadTests;

/// <summary>What the tool counted is what the server counted.</summary>
internal static class Counts
{
    public static void Agree(LoadTestsProcess run, FakeApi api)
    {
        var summary = run.Summary();
        Assert.Equal(api.Requests, summary.Requests + summary.PreflightRequests + summary.RenewalRequests + summary.SettlementRequests);
        Assert.Equal(summary.Requests, run.Samples().Count);
        foreach (var request in run.Samples().Where(sample => sample.Write).CountBy(sample => sample.Request))
        {
            Assert.Equal(api.Counts[request.Key], request.Value);
        }
    }
}
