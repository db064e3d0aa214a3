namespace Migration.Instances;

internal sealed record HostCommandResult(bool Success, string? Message);
