using Rehearsal.CommandLine;

namespace AppHost.Topology;

/// <summary>The phase that the next start of the rehearsal plays instead of those of the command line.</summary>
internal sealed class AskedPhase
{
    private const string Option = "--phases";
    private volatile string? asked;

    public async Task<T> DuringAsync<T>(Phase phase, Func<Task<T>> start)
    {
        asked = PhaseNames.Of(phase);
        try
        {
            return await start();
        }
        finally
        {
            asked = null;
        }
    }

    /// <summary>Called when the arguments of a start are put together.</summary>
    public void PutInto(IList<object> arguments)
    {
        if (asked is { } phase && arguments.IndexOf(Option) is var at and >= 0)
        {
            arguments[at + 1] = phase;
        }
    }
}
