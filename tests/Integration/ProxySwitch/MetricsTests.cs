using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Integration.ProxySwitch;

/// <summary>Alone, because a listener hears every proxy of the process.</summary>
[Collection(nameof(Alone))]
public sealed class MetricsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Metrics_SayWhatTheStateSays()
    {
        using var source = new TestUpstream("source");
        await using var proxy = await RunningProxy.StartAsync([source]);
        var measured = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ProxySwitch")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.Start();
        var (client, _) = await Wire.OpenAsync(proxy.Listen);
        await client.EchoAsync("12345");

        listener.RecordObservableInstruments();

        Assert.Equal((1, 1, 6, 13, 0, 1), (measured["db_proxy.sessions source"], measured["db_proxy.sessions.total source"],
            measured["db_proxy.bytes.up source"], measured["db_proxy.bytes.down source"], measured["db_proxy.connect.errors source"], measured["db_proxy.generation"]));
        client.Dispose();
    }
}
