using System.Globalization;
using System.Net;
using EdgeBench;
using LoadBench;

switch (args)
{
    case ["--upstream", var at]:
        await UpstreamApplication.RunAsync(IPEndPoint.Parse(at));
        return 0;
    case ["--engine", var baseUrl, var users, var seconds]:
        return await Engine.PlayAsync(new Uri(baseUrl), int.Parse(users, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture));
}

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

await using var server = await ChildProcess.StartUpstreamAsync();
await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} cores, .NET {Environment.Version}\n");
if (options.Rounds > 0)
{
    await Race.RunAsync(new Uri($"http://{server.EndPoint}/api/meetings?size=10"), options, Console.Out);
}

if (options.ScenarioSeconds > 0)
{
    await Console.Out.WriteLineAsync("\n" + await ScenarioLoad.MeasureAsync(server.EndPoint, options.ScenarioSeconds));
}

return 0;
