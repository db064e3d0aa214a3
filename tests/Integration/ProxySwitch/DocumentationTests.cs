using System.Diagnostics;

namespace Integration.ProxySwitch;

/// <summary>What docs/db-proxy.md tells the operator to type works as written.</summary>
public sealed class DocumentationTests
{
    [Fact(Timeout = 60_000)]
    public async Task EveryCurl_InTheManual_Works()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/bash"), "needs curl and bash");
        using var source = new TestUpstream("source");
        using var target = new TestUpstream("target");
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        var commands = (await File.ReadAllLinesAsync(Manual(), TestContext.Current.CancellationToken)).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(5, commands.Length);

        foreach (var command in commands)
        {
            var start = new ProcessStartInfo("/bin/bash", ["-c", command + " --fail-with-body"]) { RedirectStandardOutput = true };
            start.Environment["PROXY"] = proxy.Control.ToString().TrimEnd('/');
            start.Environment["TOKEN"] = RunningProxy.Secret;
            using var curl = Process.Start(start)!;
            var answer = await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await curl.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(curl.ExitCode == 0, $"{command}: {answer}");
        }

        var state = await proxy.StateAsync();
        Assert.Equal(("target", 3), (state.GetProperty("active").GetString(), state.GetProperty("generation").GetInt32()));
    }

    private static string Manual()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Lab.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Lab.sln is not above the tests.");
        }

        return Path.Combine(folder, "docs", "db-proxy.md");
    }
}
