using System.Net;
using EdgeBench;
using ProxyBench;

if (args is ["--upstream", var at])
{
    await UpstreamApplication.RunAsync(IPEndPoint.Parse(at));
    return 0;
}

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage.Replace("ProxyBench", "EdgeBench", StringComparison.Ordinal));
    return 2;
}

await using var upstream = await ChildProcess.StartUpstreamAsync();
var routes = new List<IRoute> { new DirectRoute(upstream.EndPoint) };
var programs = new List<ChildProcess> { upstream };
try
{
    var edge = await EdgeRoute.StartAsync(upstream.EndPoint);
    routes.Add(edge);
    programs.Add(edge.Process);
    if (NginxRoute.IsInstalled)
    {
        var nginx = await NginxRoute.StartAsync(upstream.EndPoint);
        routes.Add(nginx);
        programs.Add(nginx.Process);
    }

    await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Rounds} rounds, routes in turn within each round"
        + (NginxRoute.IsInstalled ? "" : "; nginx is not installed, so it is missing below"));
    var results = new ResultTable(routes);
    for (var round = 0; round <= options.Rounds; round++)
    {
        foreach (var workload in Workloads.All(options, at => programs.Single(program => program.EndPoint.Equals(at)).ProcessorTime))
        {
            foreach (var route in routes)
            {
                var measured = await workload.RunAsync(route.EndPoint);
                if (round > 0) // round 0 warms up
                {
                    results.Add(workload, route, measured);
                }
            }
        }
    }

    await Console.Out.WriteLineAsync(results.Render());
    return 0;
}
finally
{
    foreach (var route in routes)
    {
        await route.DisposeAsync();
    }
}
