using Migration.Running;

namespace Migration;

/// <summary>A named procedure: what must hold before it, and its steps in order.</summary>
public sealed class Runbook
{
    internal Runbook(string name, string purpose, IReadOnlyList<Guard> guards, IReadOnlyList<Step> steps)
    {
        var twice = steps.GroupBy(step => step.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"two steps are called {twice.Key}: the journal could not tell them apart", nameof(steps));
        }

        Name = name;
        Purpose = purpose;
        Guards = guards;
        Steps = steps;
    }

    /// <summary>As on the command line, e.g. <c>cut-over</c>.</summary>
    public string Name { get; }

    /// <summary>One sentence.</summary>
    public string Purpose { get; }

    public IReadOnlyList<Guard> Guards { get; }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>What must be configured before it can be run.</summary>
    public Needs Needs { get; internal init; } = Needs.Database;

    /// <summary>A composition's runbooks, in the order in which they are run; each has its own journal and its own undo. Empty for a plain runbook.</summary>
    public IReadOnlyList<Runbook> Parts { get; internal init; } = [];

    /// <summary>As part of a composition: when all of these hold there is nothing to do, and it is skipped.</summary>
    internal IReadOnlyList<Guard> Reached { get; init; } = [];

    /// <summary>Written to the journal so that <c>recover</c> can build the same runbook again.</summary>
    internal IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>A runbook that only looks takes no lock on the state directory and may run while another is unfinished.</summary>
    internal bool OnlyLooks { get; init; }
}
