using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MySqlRuntime;

/// <summary>Runs a short-lived program to its end, killing its process tree on cancellation.</summary>
internal static class ExternalProgram
{
    /// <summary>Null when the program could not be started at all (not there, not executable, wrong architecture).</summary>
    public static async Task<ProgramResult?> RunAsync(ProcessStartInfo startInfo, CancellationToken cancellationToken, Action<string>? onOutputLine = null)
    {
        var output = new StringBuilder();
        var errors = new StringBuilder();
        using var process = new Process { StartInfo = startInfo };
        process.OutputDataReceived += (_, line) => Append(output, line.Data, onOutputLine);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data, null);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        return new ProgramResult(process.ExitCode, output.ToString(), errors.ToString());
    }

    private static void Append(StringBuilder text, string? line, Action<string>? onLine)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.AppendLine(line);
        }

        onLine?.Invoke(line);
    }
}
