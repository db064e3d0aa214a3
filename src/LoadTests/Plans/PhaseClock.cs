namespace LoadTests.Plans;

/// <summary>The phase of a moment, from the elapsed share of the run: one clock per run, not per virtual user.</summary>
internal sealed class PhaseClock(IReadOnlyList<Phase> phases, TimeSpan duration)
{
    public string At(TimeSpan elapsed)
    {
        var share = elapsed / duration;
        foreach (var phase in phases)
        {
            if (share < phase.Until)
            {
                return phase.Name;
            }
        }

        return phases[^1].Name;
    }
}
