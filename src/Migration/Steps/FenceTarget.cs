using Migration.Running;

namespace Migration.Steps;

/// <summary>
/// From here on the target refuses the application's writes until it is promoted. It is never undone: an unfenced target beside a writable source
/// is what the fence is there to prevent.
/// </summary>
internal sealed class FenceTarget : Step
{
    public override string Intent => "target: revoke the application's writes until the cutover";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        if (await run.Target.AppGrantsAsync(cancellation) is null)
        {
            return Finding.Ok("the application has no account there yet");
        }

        await run.NotingOwnAsync(token => run.Target.CloseToAppAsync(token), cancellation);
        return Finding.Ok();
    }

    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation) =>
        await run.Target.IsOpenToAppAsync(cancellation)
            ? Finding.Not($"{run.Target.Name} still takes the application's writes")
            : Finding.Ok($"{run.Target.Name} refuses the application's writes");
}
