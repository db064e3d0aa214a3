using Aspire.Hosting.ApplicationModel;

namespace AppHost.Control;

/// <summary>A resource as the control API tells of it.</summary>
/// <param name="Health">Null unless it runs.</param>
/// <param name="ExitCode">Of its last end; null while it has not ended.</param>
internal sealed record ResourceView(string Name, string Type, string? State, string? Health, int? ExitCode, IReadOnlyList<UrlView> Urls, IReadOnlyList<CommandView> Commands)
{
    public static ResourceView Of(string name, CustomResourceSnapshot snapshot) => new(
        name,
        snapshot.ResourceType,
        snapshot.State?.Text,
        snapshot.HealthStatus?.ToString(),
        snapshot.ExitCode,
        [.. snapshot.Urls.Select(url => new UrlView(url.DisplayProperties.DisplayName is { Length: > 0 } shown ? shown : url.Name ?? string.Empty, url.Url))],
        [.. snapshot.Commands.Select(command => new CommandView(command.Name, command.DisplayName, command.State == ResourceCommandState.Enabled))]);
}
