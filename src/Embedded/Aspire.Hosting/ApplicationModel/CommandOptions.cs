namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command is shown, and when it can be pressed.</summary>
public class CommandOptions
{
    public string? Description { get; set; }

    /// <summary>Asked before the command is run; null runs it at once.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>A name of Fluent UI's system icons.</summary>
    public string? IconName { get; set; }

    public IconVariant? IconVariant { get; set; }

    /// <summary>A button in the resource's row rather than an entry of its menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Asked at every change of the resource's state; without it the command can always be pressed.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
