using ChecksumBench;
using Migration.Checksums;
using MySqlRuntime;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

var folder = Directory.CreateTempSubdirectory("checksum-bench-");
var installation = await MySqlLocator.FindOrFetchAsync();
try
{
    await using var source = await BenchServer.StartAsync(installation, "source", 1, folder, options);
    await using var target = await BenchServer.StartAsync(installation, "target", 2, folder, options);
    var request = new ComparisonRequest(new ComparedServer("source", source.ConnectionString), new ComparedServer("target", target.ConnectionString), "bench");
    await Console.Out.WriteLineAsync(
        $"MySQL {source.Version}, {Environment.ProcessorCount} cores, {options.Rows:N0} meetings on each of two servers, {options.BufferPoolMb} MB buffer pool each, {options.Rounds} rounds, in turn\n");
    await Console.Out.WriteLineAsync(await Race.RunAsync(
        [
            new("CHECKSUM TABLE, both servers at once", () => Task.WhenAll(Checksum(source), Checksum(target))),
            new("CHECKSUM TABLE, one after the other", async () =>
            {
                await Checksum(source);
                await Checksum(target);
            }),
            new("the comparison, connections to report", CompareAsync),
        ],
        options.Rounds, [source, target]));
    if (options.Hashes)
    {
        var (row, used) = await UsedHash.OfAsync(source);
        await Console.Out.WriteLineAsync(await Race.RunAsync(HashCandidates.All(source, row, used), options.Rounds, [source]));
    }

    return 0;

    async Task CompareAsync()
    {
        var report = await TableComparison.CompareAsync(request);
        if (report.Outcome != ComparisonOutcome.Equal || report.RowsCompared != options.Rows)
        {
            throw new InvalidOperationException($"The comparison went wrong: {report.Outcome}, {report.RowsCompared} rows.");
        }
    }
}
finally
{
    folder.Delete(recursive: true);
}

static Task Checksum(BenchServer server) => server.RunAsync("CHECKSUM TABLE bench.meetings");
