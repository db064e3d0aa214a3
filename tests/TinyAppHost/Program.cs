using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A host whose children are shells, for tests that kill it. Arguments: a folder for the children's process ids, and what kind of children.
// Each child writes its own id and its grandchild's into a file named for it.
var (folder, kind) = (args[0], args[1]);
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args[2..], ProjectDirectory = folder, EnableResourceLogging = true });

const string Sleeper = "sleep 300 & echo $$ $! > \"$PIDS\"; echo up; wait";
foreach (var (name, script) in kind switch
{
    "sleepers" => new[] { ("one", Sleeper), ("two", Sleeper) },
    "stubborn" => [("stubborn", $"trap '' TERM; {Sleeper}")],
    "unhealthy" => [("fine", Sleeper), ("unhealthy", $"echo I cannot find my disk; {Sleeper}")],
    _ => throw new ArgumentException($"'{kind}' is not a kind of children."),
})
{
    var child = builder.AddExecutable(name, "/bin/sh", folder, "-c", script)
        .WithEnvironment("PIDS", Path.Combine(folder, $"{name}.pids"))
        .WithHttpEndpoint(env: "PORT");
    if (name == "unhealthy")
    {
        child.WithHttpHealthCheck("/health");
    }
}

await using var app = builder.Build();
app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => Console.WriteLine("all is up"));
try
{
    await app.RunAsync();
    return 0;
}
catch (DistributedApplicationException error)
{
    Console.WriteLine(error.Message);
    return 4;
}
