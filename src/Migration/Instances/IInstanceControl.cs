using Migration.Control;

namespace Migration.Instances;

/// <summary>Starts and stops instances. That one has started or stopped is seen at the instance itself, not here.</summary>
internal interface IInstanceControl : IDisposable
{
    /// <summary>Can this instance be started and stopped? Touches nothing; what it cannot see it says.</summary>
    /// <exception cref="ControlFailure">It does not answer, or has no such instance.</exception>
    Task<string> LookAsync(ServiceInstance instance, CancellationToken cancellation);

    /// <summary>Whether its process lives; null when this control cannot tell.</summary>
    /// <exception cref="ControlFailure">It does not answer.</exception>
    Task<bool?> IsRunningAsync(ServiceInstance instance, CancellationToken cancellation);

    /// <exception cref="ControlFailure">Refused, failed, or no answer.</exception>
    Task StartAsync(ServiceInstance instance, CancellationToken cancellation);

    /// <summary>Asks for a graceful stop.</summary>
    /// <exception cref="ControlFailure">Refused, failed, or no answer.</exception>
    Task StopAsync(ServiceInstance instance, CancellationToken cancellation);
}
