namespace Migration.Running;

/// <summary>A precondition of a whole runbook: looks, never touches. All of a runbook's guards are checked and reported, then any that fails refuses the run.</summary>
public abstract class Guard
{
    /// <summary>What must hold, e.g. <c>SourceLogsRows</c>.</summary>
    public virtual string Name => GetType().Name;

    internal abstract Task<Finding> CheckAsync(RunContext context, CancellationToken cancellation);
}
