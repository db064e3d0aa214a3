using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Integration.ProxySwitch;

namespace Integration.Edge;

/// <summary>Alone, because a listener hears every proxy of the process.</summary>
[Collection(nameof(Alone))]
public sealed class MetricsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Metrics_SayWhatTheStateSays()
    {
        await using var blue = await WebUpstream.StartAsync("blue");
        await using var edge = await RunningEdge.StartAsync([blue]);
        var measured = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ProxySwitch" && instrument.Name.StartsWith("edge.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.Start();
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.AskAsync("GET", "/api/x");
        var (socket, _) = await WebSocketWire.OpenAsync(edge.Listen);

        listener.RecordObservableInstruments();

        Assert.Equal((2, 2, 1, 0, 0, 1), (measured["edge.connections"], measured["edge.requests.total blue"], measured["edge.websockets blue"],
            measured["edge.requests.in_flight blue"], measured["edge.errors blue"], measured["edge.generation"]));
        socket.Dispose();
    }
}
