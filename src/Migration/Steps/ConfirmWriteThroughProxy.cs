using System.Globalization;
using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Step 6: a write made as the application makes it lands on the new server — the window closes.</summary>
internal sealed class ConfirmWriteThroughProxy(Way way) : Step
{
    public override string Intent => $"write through the proxy as the application, and see it land on {Way.Word(way.To)} — the write window closes";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        while (true)
        {
            var finding = await TryAsync(run, cancellation);
            if (finding.Holds)
            {
                var closed = run.NowUs();
                var opened = long.Parse(run.Recall(Remembered.WindowOpened) ?? "0", CultureInfo.InvariantCulture);
                run.Fact(FactNames.WindowClosedAtUs, closed);
                run.Fact(FactNames.WriteUnavailableMs, Math.Round((closed - opened) / 1000.0, 3));
                return finding;
            }

            run.Progress(finding.Detail);
            await Task.Delay(TimeSpan.FromMilliseconds(5), run.Time, cancellation);
        }
    }

    /// <summary>The connection opened ahead first; if it fails, a new one each time.</summary>
    private async Task<Finding> TryAsync(RunContext run, CancellationToken cancellation)
    {
        try
        {
            run.Probe ??= await WriteProbe.OpenAsync(run, way.To, cancellation);
            var finding = await WriteProbe.WriteAsync(run, run.Probe, way.To, cancellation);
            if (finding.Holds)
            {
                return finding;
            }

            await DropAsync(run);
            return finding;
        }
        catch (SqlFailure failure)
        {
            await DropAsync(run);
            return Finding.Not(failure.Message);
        }
    }

    private static async Task DropAsync(RunContext run)
    {
        if (run.Probe is { } probe)
        {
            run.Probe = null;
            await probe.DisposeAsync();
        }
    }
}
