namespace Migration.Running;

/// <summary>
/// One step of a runbook: precondition → action → proof, and an undo. A step does its own work only; the runner owns time limits,
/// the journal, dry runs, the order of undoing, cancellation and events.
/// </summary>
public abstract class Step
{
    /// <summary>A verb phrase.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>One sentence: what it will do. Shown by a dry run.</summary>
    public abstract string Intent { get; }

    /// <summary>One sentence: how it is undone; null when there is nothing to undo.</summary>
    public virtual string? UndoIntent => null;

    /// <summary>From this step on the new server may hold writes the old one lacks, so the undo must carry them back first.</summary>
    public virtual bool IsPointOfNoReturn => false;

    /// <summary>The runbook's purpose is reached before this step: when it fails, what was done stands, and the result says what is left to do.</summary>
    public virtual bool IsAftercare => false;

    /// <summary>Precondition, action and proof together must end within this.</summary>
    internal abstract TimeSpan Deadline(MigrationLimits limits);

    /// <summary>The undo is tried again until this has passed.</summary>
    internal virtual TimeSpan UndoDeadline(MigrationLimits limits) => limits.Undo;

    /// <summary>Looks, just before acting; may remember what the undo will need.</summary>
    internal virtual Task<Finding> RequireAsync(RunContext context, CancellationToken cancellation) => Task.FromResult(Finding.Ok());

    internal abstract Task<Finding> ActAsync(RunContext context, CancellationToken cancellation);

    /// <summary>Observes that the action had its effect.</summary>
    internal virtual Task<Finding> ProveAsync(RunContext context, CancellationToken cancellation) => Task.FromResult(Finding.Ok());

    /// <summary>Puts back what the action changed. Must be right whether the action happened wholly, partly or not at all, and in another
    /// process than the one that acted (recover): it trusts what it sees and the run's memory, nothing else.</summary>
    internal virtual Task<Finding> UndoAsync(RunContext context, CancellationToken cancellation) => Task.FromResult(Finding.Ok());
}
