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
var url = new Uri($"http://{server.EndPoint}/api/meetings?size=10");
var generators = Generator.Installed();
await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Users} connections, {options.Rounds} rounds of {options.Seconds} s each, generators in turn"
    + (generators.Count == 1 ? "; neither hey nor wrk is on PATH (Debian: apt-get install hey wrk), so there is nothing to compare with" : ""));
await Console.Out.WriteLineAsync($"\n| round | {string.Join(" | ", generators.Select(generator => generator.Name))} | {string.Join(" | ", generators.Skip(1).Select(other => $"LoadTests/{other.Name}"))} |");
await Console.Out.WriteLineAsync("| " + string.Concat(Enumerable.Repeat("--- | ", generators.Count * 2)));
var rounds = new List<double[]>();
for (var round = 0; round <= options.Rounds; round++)
{
    var rates = new double[generators.Count];
    for (var i = 0; i < rates.Length; i++)
    {
        // Each is the first of a round as often as the others.
        var next = (i + round) % rates.Length;
        rates[next] = await generators[next].RunAsync(url, options);
    }

    if (round > 0) // round 0 warms the server up
    {
        rounds.Add(rates);
        await PrintAsync(round.ToString(CultureInfo.InvariantCulture), rates, [.. rates.Skip(1).Select(other => rates[0] / other)]);
    }
}

await PrintAsync(
    "median",
    [.. generators.Select((_, i) => Median(rounds.Select(rates => rates[i])))],
    [.. generators.Skip(1).Select((_, i) => Median(rounds.Select(rates => rates[0] / rates[i + 1])))]);
await Console.Out.WriteLineAsync("\n" + await ScenarioLoad.MeasureAsync(server.EndPoint, options.ScenarioSeconds));
return 0;

static Task PrintAsync(string round, IEnumerable<double> rates, IEnumerable<double> ratios) => Console.Out.WriteLineAsync(
    $"| {round} | {string.Join(" | ", rates.Select(rate => rate.ToString("0", CultureInfo.InvariantCulture)))} | {string.Join(" | ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture)))} |");

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
