using MySqlRuntime;
using Support;

namespace Integration.Hosting;

/// <summary>A second terminal beside a whole lab.</summary>
public sealed class OtherTerminalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutALab_SaysHowToStartOne()
    {
        using var terminal = HostProcess.Start("AppHost.dll", "do", "db-proxy", "restart");
        Assert.Equal(5, await terminal.ExitCodeAsync(Cancellation));
        Assert.Contains("No lab is running. Start one in another terminal: dotnet run --project src/AppHost", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sees_AndCommands_TheLab_AndRestartsWhatCrashed()
    {
        await NeedMySqlAsync();
        using var lab = HostProcess.Start("AppHost.dll", "--rows", "200", "--out", "{folder}/out");
        await lab.PrintedAsync("The lab is up.", Cancellation);
        var (exitCode, shown) = await RunAsync(lab, "ps");
        Assert.Equal(0, exitCode);
        Assert.All(["db-proxy", "api-lightsail", "mysql-rds", "Healthy", "stop, restart"], text => Assert.Contains(text, shown, StringComparison.Ordinal));

        Assert.Equal((1, true), Ends(await RunAsync(lab, "do", "db-proxy", "start"), "cannot be pressed now: its state is Running."));
        Assert.Equal((2, true), Ends(await RunAsync(lab, "do", "db-prox", "stop"), "There is no resource named 'db-prox'; there are: "));
        Assert.Equal((2, true), Ends(await RunAsync(lab, "do", "db-proxy", "cut-over"), "it has: start, stop, restart"));
        Assert.Equal((5, true), Ends(await RunAsync(lab, "ps", "--lab", "none"), "No running lab has an id that begins with 'none'."));
        Assert.Equal((0, true), Ends(await RunAsync(lab, "logs", "db-proxy", "--tail", "5"), "Content root path"));

        var proxy = LivingProcess.Mentioning("--role\0db").Single(pid => LivingProcess.Mentioning(lab.Folder).Contains(pid));
        using (var kill = System.Diagnostics.Process.Start("kill", ["-9", $"{proxy}"]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        await lab.PrintedAsync("db-proxy Exited (exit code 137)", Cancellation);
        Assert.Equal((0, true), Ends(await RunAsync(lab, "do", "db-proxy", "restart"), "'db-proxy' was restarted."));
        await Eventually.TrueAsync(async () => (await RunAsync(lab, "ps")).Output.Split('\n').Any(line => line.Contains("db-proxy", StringComparison.Ordinal) && line.Contains("Healthy", StringComparison.Ordinal)), Cancellation, Patience);

        await lab.SignalAsync("INT");
        Assert.Equal(0, await lab.ExitCodeAsync(Cancellation));
        Assert.Empty(LivingProcess.Mentioning(lab.Folder));
    }

    [Fact]
    public async Task Plays_TheMigration_RunbookByRunbook_AndRefusesWhatDoesNotHold()
    {
        await NeedMySqlAsync();
        using var lab = HostProcess.Start("AppHost.dll", "--rows", "200", "--out", "{folder}/out");
        await lab.PrintedAsync("The lab is up.", Cancellation);

        Assert.Equal((1, true), Ends(await RunAsync(lab, "do", "mysql-rds", "cut-over"), "cannot be pressed now: mysql-rds does not replicate; set-up-replication comes first."));
        foreach (var runbook in (string[])["dump-and-load", "set-up-replication", "cut-over", "set-up-reverse-replication", "checksum"])
        {
            Assert.Equal((0, true), Ends(await RunAsync(lab, "do", "mysql-rds", runbook), $"{runbook} is done."));
        }

        Assert.Equal((0, true), Ends(await RunAsync(lab, "do", "edge-lightsail", "deploy-services"), "deploy-services is done."));
        Assert.Equal((0, true), Ends(await RunAsync(lab, "do", "edge-lightsail", "roll-back-all"), "roll-back-all is done."));

        await lab.SignalAsync("INT");
        Assert.Equal(0, await lab.ExitCodeAsync(Cancellation));
        Assert.Empty(LivingProcess.Mentioning(lab.Folder));
    }

    private static (int ExitCode, bool Says) Ends((int ExitCode, string Output) end, string text) => (end.ExitCode, end.Output.Contains(text, StringComparison.Ordinal));

    private static async Task<(int ExitCode, string Output)> RunAsync(HostProcess lab, params string[] arguments)
    {
        using var terminal = lab.StartAnother("AppHost.dll", arguments);
        var exitCode = await terminal.ExitCodeAsync(Cancellation);
        return (exitCode, terminal.Output);
    }

    private static async Task NeedMySqlAsync()
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
}
