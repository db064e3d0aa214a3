namespace AppHost.Control;

/// <summary>A command that has done what it is for.</summary>
internal sealed record CommandAnswer(bool Success, string? Message);
