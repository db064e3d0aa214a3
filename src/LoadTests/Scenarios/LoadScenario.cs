using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Running;
using LoadTests.Traffic;

namespace LoadTests.Scenarios;

/// <summary>One scenario, for one run: its plan, and whatever state its users share.</summary>
internal abstract class LoadScenario
{
    public abstract ScenarioPlan Plan { get; }

    /// <summary>Names the scenario's keys in a ledger. Scenarios that write no rows have none.</summary>
    public virtual char? LedgerLetter => null;

    /// <summary>Before the load, after the token was accepted.</summary>
    /// <param name="scout">A user of no group; what it sends is not part of the load.</param>
    public virtual Task PrepareAsync(Scout scout) => Task.CompletedTask;

    /// <summary>After the last answer: sets what can only be known at the end.</summary>
    public virtual void Finish(LoadSession session)
    {
    }

    /// <summary>The settled ledger into the scenario's own metrics.</summary>
    public virtual void Settled(LoadSession session, Checks.SettlementResult settlement)
    {
    }

    /// <summary>The metrics that only a settled ledger measures.</summary>
    public virtual IReadOnlyList<MetricPlan> MeasuredBySettlement => [];

    /// <summary>The metrics that this run could not measure; asked after <see cref="Finish"/>. They do not appear in the result.</summary>
    public virtual IReadOnlyList<MetricPlan> NotMeasured => [];

    /// <summary>The sentences whose numbers were measured and whose thresholds hold.</summary>
    public virtual IEnumerable<string> Quotes(RunResult result) => [];
}
