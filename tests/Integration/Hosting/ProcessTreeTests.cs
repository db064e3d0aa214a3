namespace Integration.Hosting;

/// <summary>Real children of a real host: none outlives it, however it ends.</summary>
public sealed class ProcessTreeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sleepers", "one", "two")]
    [InlineData("stubborn", "stubborn")]
    public async Task Kill9_OfTheHost_LeavesNoChild_After5Seconds(string kind, params string[] children)
    {
        using var host = HostProcess.Start("TinyAppHost.dll", "{folder}", kind);
        var pids = await UpAsync(host, children);
        Assert.All(pids, pid => Assert.True(LivingProcess.Is(pid)));

        await host.SignalAsync("KILL");
        var everything = pids.Concat(LivingProcess.Mentioning(host.Folder)).ToList();
        var took = await LivingProcess.UntilGoneAsync(everything, Patience);
        Assert.True(took < Patience, $"After {took.TotalSeconds:0.0} s there still live: {string.Join(", ", everything.Where(LivingProcess.Is))}.");
        Assert.Empty(LivingProcess.Mentioning(host.Folder));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task ASignalToTheHost_EndsEverything_Cleanly(string signal)
    {
        using var host = HostProcess.Start("TinyAppHost.dll", "{folder}", "sleepers");
        var pids = await UpAsync(host, "one", "two");

        await host.SignalAsync(signal);
        Assert.Equal(0, await host.ExitCodeAsync(Cancellation));
        Assert.DoesNotContain(pids, LivingProcess.Is);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.Folder, "tmp"), "apphost-*"));
    }

    [Fact]
    public async Task AChildThatIgnoresSigterm_IsKilled_AndTheStopTakesAtMost5Seconds()
    {
        using var host = HostProcess.Start("TinyAppHost.dll", "{folder}", "stubborn");
        var pids = await UpAsync(host, "stubborn");

        var began = TimeProvider.System.GetTimestamp();
        await host.SignalAsync("INT");
        Assert.Equal(0, await host.ExitCodeAsync(Cancellation));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));
        Assert.DoesNotContain(pids, LivingProcess.Is);
    }

    [Fact]
    public async Task EveryChild_HasASessionOfItsOwn_SoThatATerminalsCtrlC_ReachesOnlyTheHost()
    {
        using var host = HostProcess.Start("TinyAppHost.dll", "{folder}", "sleepers");
        var pids = await UpAsync(host, "one", "two");
        var sessions = pids.Select(LivingProcess.SessionOf).ToList();

        Assert.Equal([pids[0], pids[0], pids[2], pids[2]], sessions);
        Assert.DoesNotContain(LivingProcess.SessionOf(host.Id), sessions);
        await host.SignalAsync("INT");
        await host.ExitCodeAsync(Cancellation);
    }

    [Fact]
    public async Task AResourceThatNeverGetsHealthy_IsNamed_WithItsLastLines_AndEverythingIsStopped()
    {
        using var host = HostProcess.Start("TinyAppHost.dll", "{folder}", "unhealthy", "--Embedded:StartTimeout=2");
        Assert.Equal(4, await host.ExitCodeAsync(Cancellation));

        Assert.Contains("'unhealthy' did not become ready within 2 s: it runs but is not healthy (GET http://127.0.0.1:", host.Output, StringComparison.Ordinal);
        Assert.Contains("ConnectionError", host.Output, StringComparison.Ordinal);
        Assert.Contains("│ I cannot find my disk", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("'fine'", host.Output, StringComparison.Ordinal);
        Assert.Empty(LivingProcess.Mentioning(host.Folder));
    }

    [Fact]
    public async Task TwoHostsAtOnce_DoNotMeet()
    {
        using var first = HostProcess.Start("TinyAppHost.dll", "{folder}", "sleepers");
        using var second = HostProcess.Start("TinyAppHost.dll", "{folder}", "sleepers");
        var ofFirst = await UpAsync(first, "one", "two");
        var ofSecond = await UpAsync(second, "one", "two");

        await first.SignalAsync("INT");
        Assert.Equal(0, await first.ExitCodeAsync(Cancellation));
        Assert.DoesNotContain(ofFirst, LivingProcess.Is);
        Assert.All(ofSecond, pid => Assert.True(LivingProcess.Is(pid)));
        await second.SignalAsync("INT");
        Assert.Equal(0, await second.ExitCodeAsync(Cancellation));
    }

    private static async Task<int[]> UpAsync(HostProcess host, params string[] children)
    {
        await host.PrintedAsync("all is up", Cancellation);
        var pids = new List<int>();
        foreach (var child in children)
        {
            pids.AddRange(await host.PidsOfAsync(child, Cancellation));
        }

        return [.. pids];
    }
}
