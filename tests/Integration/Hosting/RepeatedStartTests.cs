using Aspire.Hosting;

namespace Integration.Hosting;

[Collection(nameof(AloneInTheProcess))]
public sealed class RepeatedStartTests
{
    private const int Rounds = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwentyStartsAndStops_LeakNothing()
    {
        var folder = Directory.CreateTempSubdirectory("hosting-tests-").FullName;
        try
        {
            // The first round loads what stays loaded: assemblies, thread pool, sockets of the runtime.
            await RoundAsync(folder);
            var handles = OpenHandles();
            for (var round = 0; round < Rounds; round++)
            {
                await RoundAsync(folder);
            }

            Assert.Empty(LivingProcess.Mentioning(folder));
            Assert.InRange(OpenHandles(), 0, handles + Rounds - 1);
            Assert.Empty(Directory.EnumerateDirectories(folder, "data"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RoundAsync(string folder)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = folder });
        var first = builder.AddExecutable("first", "/bin/sh", folder, "-c", "sleep 300 & wait").WithHttpEndpoint(env: "PORT");
        builder.AddExecutable("second", "/bin/sh", folder, "-c", "sleep 300 & wait").WithEnvironment("FIRST", first.GetEndpoint("http")).WithEnvironment("FOLDER", folder).WaitFor(first);
        await using var app = builder.Build();
        await app.StartAsync(Cancellation);
        await app.StopAsync(Cancellation);
    }

    private static int OpenHandles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;
}
