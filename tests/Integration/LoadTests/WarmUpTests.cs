using System.Diagnostics.Metrics;
using LoadTests.Metrics;
using LoadTests.Running;

namespace Integration.LoadTests;

public sealed class WarmUpTests
{
    [Fact]
    public async Task Ends_AndLeavesNothingThatALaterListenerCouldCount()
    {
        await WarmUp.RunAsync(TimeProvider.System, TestContext.Current.CancellationToken);

        var heard = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == MetricSet.MeterName)
                {
                    heard.Add(instrument.Name);
                }
            },
        };
        listener.Start();
        Assert.DoesNotContain("success", heard);
    }

    [Fact]
    public async Task AnAbort_EndsItAtOnce_WithoutAnException() => await WarmUp.RunAsync(TimeProvider.System, new CancellationToken(canceled: true));

    [Fact]
    public async Task TheServer_AnswersOnlyWhileItIsThere()
    {
        Uri url;
        using var client = new HttpClient();
        await using (var server = new WarmUpServer())
        {
            url = server.Url;
            Assert.True(url.IsLoopback);
            Assert.Equal("{}", await client.GetStringAsync(url, TestContext.Current.CancellationToken));
            client.Dispose(); // its connection, which the server would wait for
        }

        using var later = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => later.GetStringAsync(url, TestContext.Current.CancellationToken));
    }
}
