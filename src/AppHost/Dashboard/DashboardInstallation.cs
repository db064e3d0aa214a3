using AppHost.CommandLine;
using AppHost.Running;
using Rehearsal.CommandLine;

namespace AppHost.Dashboard;

/// <summary><c>dashboard install</c>, on this terminal.</summary>
internal static class DashboardInstallation
{
    public static async Task<int> RunAsync(LabTerminal terminal)
    {
        using var interrupts = new Interrupts();
        var places = DashboardPlaces.OfThisUser();
        try
        {
            if (File.Exists(Path.Combine(places.Installed, "aspire-managed")))
            {
                terminal.Announce($"The dashboard {DashboardPlaces.Version} is already there: {places.Installed}");
                return ExitCode.Passed;
            }

            var installer = new DashboardInstaller(new NpmClient(), places);
            await terminal.ShowInstallAsync(progress => installer.InstallAsync(progress, interrupts.Requested));
            terminal.Announce($"The dashboard {DashboardPlaces.Version} is installed: {places.Installed}. Start the lab with --dashboard.");
            return ExitCode.Passed;
        }
        catch (OperationCanceledException) when (interrupts.HaveCome)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is DashboardUnavailableException or UnauthorizedAccessException)
        {
            terminal.Fail($"The dashboard was not installed.\n{error.Message}");
            return LabExitCode.NotInstalled;
        }
    }
}
