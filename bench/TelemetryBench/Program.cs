using TelemetryBench;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

await using var sink = await OtlpSink.StartAsync();
var results = new PairTable();
try
{
    for (var pair = 1; pair <= options.Pairs; pair++)
    {
        // In turn, and the other way round next time: what a machine does in the meantime hits both.
        var onFirst = pair % 2 == 0;
        var first = await MeasureAsync(onFirst);
        var second = await MeasureAsync(!onFirst);
        results.Add(off: onFirst ? second : first, on: onFirst ? first : second);
    }
}
catch (InvalidOperationException failure)
{
    await Console.Error.WriteLineAsync($"TelemetryBench: {failure.Message}");
    return 3;
}

var (table, goalIsMet) = results.Render();
await Console.Out.WriteLineAsync(table);
return goalIsMet ? 0 : 1;

async Task<MeasuredLab> MeasureAsync(bool on)
{
    var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
    try
    {
        var before = sink.Bytes;
        var measured = await MeasuredLab.MeasureAsync(options.Switches, options.Loads, folder, on ? sink.Address : null);
        if (on == (sink.Bytes == before))
        {
            throw new InvalidOperationException(on ? "nothing was sent although a collector was named" : "something was sent although no collector was named");
        }

        await Console.Out.WriteLineAsync($"{(on ? "on " : "off")} {string.Join(' ', measured.WindowsMs.Select(window => $"{window:0}"))} ms {measured.RequestsPerSecond,7:0.#} requests/s {(sink.Bytes - before) / 1024,7} KB of telemetry");
        return measured;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}
