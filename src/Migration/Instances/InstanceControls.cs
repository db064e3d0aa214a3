using Migration.Control;

namespace Migration.Instances;

/// <summary>Chooses for each instance: its own commands where it has them, else the host.</summary>
internal sealed class InstanceControls(HostEndpoint? host) : IInstanceControl
{
    private readonly HostInstanceControl? _host = host is null ? null : new(host);
    private readonly CommandInstanceControl _commands = new();

    public Task<string> LookAsync(ServiceInstance instance, CancellationToken cancellation) => Of(instance).LookAsync(instance, cancellation);

    public Task<bool?> IsRunningAsync(ServiceInstance instance, CancellationToken cancellation) => Of(instance).IsRunningAsync(instance, cancellation);

    public Task StartAsync(ServiceInstance instance, CancellationToken cancellation) => Of(instance).StartAsync(instance, cancellation);

    public Task StopAsync(ServiceInstance instance, CancellationToken cancellation) => Of(instance).StopAsync(instance, cancellation);

    public void Dispose()
    {
        _host?.Dispose();
        _commands.Dispose();
    }

    private IInstanceControl Of(ServiceInstance instance) => instance is { StartCommand: not null, StopCommand: not null }
        ? _commands
        : _host ?? throw new ControlFailure(instance.Name, "nothing can start and stop it");
}
