using System.Net;
using System.Net.Sockets;
using MySqlRuntime;

namespace Integration.Hosting;

/// <summary>The whole lab, as a user starts it: real MySQL, real programs.</summary>
public sealed class LabTests : IAsyncLifetime
{
    private const string LabIsUp = "The lab is up.";
    private static readonly TimeSpan ChildrenMayLive = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await MySqlLocator.FindOrFetchAsync(cancellationToken: Cancellation);
        }
        catch (MySqlUnavailableException reason)
        {
            Assert.Skip(reason.Problem);
        }
    }

    [Fact]
    public async Task TwoLabsAtOnce_StandUp_AndCtrlC_LeavesNothing()
    {
        using var first = Start();
        using var second = Start("--mysql", "native");
        await first.PrintedAsync(LabIsUp, Cancellation);
        await second.PrintedAsync(LabIsUp, Cancellation);
        Assert.All(["db-proxy", "api-lightsail", "mysql-lightsail", "mysql-rds"], resource => Assert.Contains($"✓ {resource}", first.Output, StringComparison.Ordinal));

        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(first.SignalAsync("INT"), second.SignalAsync("INT"));
        Assert.Equal(0, await first.ExitCodeAsync(Cancellation));
        Assert.Equal(0, await second.ExitCodeAsync(Cancellation));
        TestContext.Current.SendDiagnosticMessage($"Both labs stopped after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s.");
        foreach (var lab in new[] { first, second })
        {
            Assert.Empty(LivingProcess.Mentioning(lab.Folder));
            Assert.Empty(Directory.EnumerateFileSystemEntries(LabsOf(lab)));
        }
    }

    [Fact]
    public async Task Kill9_LeavesNoServer_After5Seconds_AndTheNextLabRemovesItsData()
    {
        using var lab = Start();
        await lab.PrintedAsync(LabIsUp, Cancellation);
        var processes = LivingProcess.Mentioning(lab.Folder).Where(pid => pid != lab.Id).ToList();
        Assert.True(processes.Count >= 5, "There should be two servers, the proxy, the API and the warden.");

        await lab.SignalAsync("KILL");
        var took = await LivingProcess.UntilGoneAsync(processes, ChildrenMayLive);
        Assert.True(took < ChildrenMayLive, $"After {took.TotalSeconds:0.0} s there still live: {string.Join(", ", processes.Where(LivingProcess.Is))}.");
        Assert.NotEmpty(Directory.EnumerateDirectories(LabsOf(lab)));

        using var next = lab.StartAnother("AppHost.dll", "--rows", "200", "--out", Path.Combine(lab.Folder, "out"));
        await next.PrintedAsync(LabIsUp, Cancellation);
        Assert.Single(Directory.EnumerateDirectories(LabsOf(lab)));
        await next.SignalAsync("TERM");
        Assert.Equal(0, await next.ExitCodeAsync(Cancellation));
        Assert.Empty(Directory.EnumerateFileSystemEntries(LabsOf(lab)));
    }

    [Fact]
    public async Task ATakenPort_IsNamed_AndNothingStarts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var lab = HostProcess.Start("AppHost.dll", "rehearse", "--proxy-port", $"{port}", "--out", "{folder}/out");

        Assert.Equal(4, await lab.ExitCodeAsync(Cancellation));
        Assert.Contains($"'db-proxy' (endpoint mysql) asks for port {port}, but another process listens there.", lab.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✓", lab.Output, StringComparison.Ordinal);
        Assert.Empty(LivingProcess.Mentioning(lab.Folder));
    }

    [Fact]
    public async Task CtrlC_WhileTheLabIsStoodUp_EndsWith130_AndLeavesNothing()
    {
        using var lab = HostProcess.Start("AppHost.dll", "rehearse", "--out", "{folder}/out");
        await lab.PrintedAsync("✓ db-proxy", Cancellation);
        await lab.SignalAsync("INT");

        Assert.Equal(130, await lab.ExitCodeAsync(Cancellation));
        Assert.Empty(LivingProcess.Mentioning(lab.Folder));
        Assert.Empty(Directory.EnumerateFileSystemEntries(LabsOf(lab)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HostProcess Start(params string[] more) => HostProcess.Start("AppHost.dll", [.. more, "--rows", "200", "--out", "{folder}/out"]);

    /// <summary>Where the labs that were started with this folder's TMPDIR have theirs.</summary>
    private static string LabsOf(HostProcess lab) => Path.Combine(lab.Folder, "tmp", $"doktori-lab-{Environment.UserName}");
}
