using System.Diagnostics;

namespace AppHost.Running;

/// <summary>Runs <c>Rehearsal judge</c>, which was built into this program's folder, on this terminal.</summary>
internal static class Judgement
{
    public static async Task<int> RunAsync(string runFolder)
    {
        // Ctrl+C reaches the child as well, which ends by itself.
        using var interrupts = new Interrupts();
        var program = Path.Combine(AppContext.BaseDirectory, "Rehearsal.dll");
        using var child = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "judge", runFolder]) { UseShellExecute = false })
            ?? throw new InvalidOperationException("dotnet could not be started.");
        await child.WaitForExitAsync();
        return child.ExitCode;
    }
}
