namespace ServiceDefaults.Health;

/// <summary>
/// Something long-lived, as open WebSockets, that must be ended by this process before its servers stop: they would wait for it and then cut it off.
/// Registered as a service; called once on a stop, after readiness is off and <see cref="ShutdownOptions.Drain"/> has passed.
/// </summary>
public interface IEndsAfterDrain
{
    /// <param name="cancellationToken">The whole shutdown's time is over.</param>
    Task EndAsync(CancellationToken cancellationToken);
}
