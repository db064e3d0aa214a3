using ProxyBench;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

using var upstream = new UpstreamServer();
var routes = new List<IRoute> { new DirectRoute(upstream.EndPoint) };
try
{
    routes.Add(await DbProxyRoute.StartAsync(upstream.EndPoint));
    if (NginxRoute.IsInstalled)
    {
        routes.Add(await NginxRoute.StartAsync(upstream.EndPoint));
    }

    await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Rounds} rounds, routes in turn within each round"
        + (NginxRoute.IsInstalled ? "" : "; nginx with its stream module is not installed, so it is missing below"));
    var results = new ResultTable(routes);
    for (var round = 0; round <= options.Rounds; round++)
    {
        foreach (var workload in Workloads.All(options))
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
