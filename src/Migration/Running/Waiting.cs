namespace Migration.Running;

/// <summary>Waits for an observed fact. The step's deadline ends it, and then what was seen last is told.</summary>
internal static class Waiting
{
    /// <summary>Asks until the answer holds or is final. Only a change of the answer is told.</summary>
    /// <exception cref="TimeoutException">Ended before; the message says what was seen last.</exception>
    public static async Task<Finding> UntilAsync(this RunContext run, TimeSpan every, Func<CancellationToken, Task<Finding>> look, CancellationToken cancellation)
    {
        var seen = "nothing was seen";
        try
        {
            while (true)
            {
                var finding = await look(cancellation);
                if (finding.Holds || finding.IsFinal)
                {
                    return finding;
                }

                if (seen != finding.Detail)
                {
                    seen = finding.Detail;
                    run.Progress(seen);
                }

                await Task.Delay(every, run.Time, cancellation);
            }
        }
        catch (OperationCanceledException ended) when (cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(seen, ended);
        }
    }
}
