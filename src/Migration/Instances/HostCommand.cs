namespace Migration.Instances;

/// <summary>A command of a resource of the lab's host.</summary>
internal sealed record HostCommand(string Name, bool Enabled);
