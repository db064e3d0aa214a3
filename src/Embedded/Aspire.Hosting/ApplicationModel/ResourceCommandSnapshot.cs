namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource, and whether it can be pressed at this moment.</summary>
/// <param name="Parameter">Always null; Aspire keeps it for old callers.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted);
