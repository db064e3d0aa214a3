using System.Text.RegularExpressions;
using System.Xml.Linq;
using LoadTests.History;
using LoadTests.Reports;
using LoadTests.Scenarios;

namespace LoadTests.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    [Fact]
    public void ThePage_NeedsNothingBesideIt()
    {
        var page = Render();

        Assert.DoesNotMatch(Fetches(), page);
        Assert.DoesNotContain("<script", page);
    }

    [Fact]
    public void Charts_ShowTheRun_ItsPhases_AndWhatWasMarked()
    {
        var page = Render();

        foreach (var word in new[] { "<figcaption>Requests", "<figcaption>Failures", "<figcaption>Latency", "<figcaption>Who answered", ">baseline</text>", "DB Cutover Start", "class=\"stall\"", "writes unavailable for 1000.0 ms", "api-lightsail", "유실 0건" })
        {
            Assert.Contains(word, page);
        }

        // Every chart is well formed on its own.
        Assert.All(Charts().Matches(page), chart => XElement.Parse(chart.Value));
        Assert.Equal(4, Charts().Count(page));
    }

    [Fact]
    public void ARunWithoutOneRequest_StillHasAPage() =>
        Assert.Contains("</html>", new HtmlReport(ScenarioCatalog.New("data-integrity")!.Plan, RunSummaries.Failed with { DurationMs = 0 }, new TimeSeries(), 0, Window).Render());

    private static string Render()
    {
        var series = new TimeSeries();
        for (var second = 0; second < 10; second++)
        {
            series.Add(new Sample
            {
                Intended = 0, Started = second * 1_000_000L, Ended = (second * 1_000_000L) + 20_000, Group = "g", Request = "GET /meetings", Write = false,
                Status = second == 4 ? 0 : 200, Outcome = second == 4 ? Outcome.Reset : Outcome.Ok, Server = second == 4 ? null : "api-lightsail", Phase = "baseline",
            });
        }

        return new HtmlReport(ScenarioCatalog.New("data-integrity")!.Plan, RunSummaries.Failed, series, startedAt: 0, Window).Render();
    }

    [GeneratedRegex("""(src|href)\s*=|@import|url\(|https://|<link""")]
    private static partial Regex Fetches();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Charts();
}
