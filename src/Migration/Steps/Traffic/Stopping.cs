using Migration.Control;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Ends an instance, whatever state it is in, and sees that it has ended.</summary>
internal static class Stopping
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    public static async Task<Finding> EnsureDownAsync(RunContext run, Service service, Site site, CancellationToken cancellation)
    {
        var instance = run.Traffic.Options.Instance(service, site);
        var refused = "";
        try
        {
            await run.Traffic.Instances.StopAsync(instance, cancellation);
        }
        catch (ControlFailure failure) when (failure.IsRefusal)
        {
            // One that had died, or never came up, cannot be stopped; whether it is down is looked at next.
            refused = failure.Message;
            if (!await run.Traffic.IsDownAsync(service, site, cancellation))
            {
                return Finding.Not(refused);
            }
        }

        await run.UntilAsync(
            Every,
            async token => await run.Traffic.IsDownAsync(service, site, token) ? Finding.Ok() : Finding.Not($"{instance.Name} was told to stop and still runs"),
            cancellation);
        return Finding.Ok(refused.Length == 0 ? $"{instance.Name} is down" : $"{instance.Name} was down already ({refused})");
    }
}
