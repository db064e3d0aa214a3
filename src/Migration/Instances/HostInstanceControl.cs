using Migration.Control;

namespace Migration.Instances;

/// <summary>Instances as resources of the lab's host, by Aspire's commands <c>start</c> and <c>stop</c>.</summary>
internal sealed class HostInstanceControl(HostEndpoint host) : IInstanceControl
{
    private const string Start = "start";
    private const string Stop = "stop";

    private static readonly string[] Dead = ["NotStarted", "Exited", "Finished", "FailedToStart", "Unknown", ""];

    private readonly ControlClient _control = new("host", host.ControlUrl, host.ControlToken);

    public async Task<string> LookAsync(ServiceInstance instance, CancellationToken cancellation)
    {
        var resource = await ResourceAsync(instance, cancellation);
        var missing = new[] { Start, Stop }.Except((resource.Commands ?? []).Select(command => command.Name), StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? $"{instance.Name} is {resource.State ?? "not started"}"
            : throw new ControlFailure("host", $"{instance.Name} has no command {string.Join(", ", missing)}");
    }

    public async Task<bool?> IsRunningAsync(ServiceInstance instance, CancellationToken cancellation)
    {
        var resource = await ResourceAsync(instance, cancellation);
        return !Dead.Contains(resource.State ?? "", StringComparer.Ordinal);
    }

    public Task StartAsync(ServiceInstance instance, CancellationToken cancellation) => CommandAsync(instance, Start, cancellation);

    public Task StopAsync(ServiceInstance instance, CancellationToken cancellation) => CommandAsync(instance, Stop, cancellation);

    public void Dispose() => _control.Dispose();

    private Task<HostResource> ResourceAsync(ServiceInstance instance, CancellationToken cancellation) =>
        _control.GetAsync<HostResource>($"control/resources/{Uri.EscapeDataString(instance.Name)}", cancellation);

    private async Task CommandAsync(ServiceInstance instance, string command, CancellationToken cancellation)
    {
        var result = await _control.PostAsync<HostCommandResult>($"control/resources/{Uri.EscapeDataString(instance.Name)}/commands/{command}", null, cancellation);
        if (!result.Success)
        {
            throw new ControlFailure("host", $"{command} {instance.Name}: {result.Message}") { IsRefusal = true };
        }
    }
}
