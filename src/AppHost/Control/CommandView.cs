namespace AppHost.Control;

/// <summary>A command of a resource.</summary>
/// <param name="Enabled">Whether it can be pressed at this moment.</param>
internal sealed record CommandView(string Name, string DisplayName, bool Enabled);
