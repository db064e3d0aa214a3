namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state and how it is to look.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new ResourceStateSnapshot(s, Style: null);
}
