namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command is shown, and when it can be pressed.</summary>
public class CommandOptions
{
    public string? Description { get; set; }

    public string? ConfirmationMessage { get; set; }

    public string? IconName { get; set; }

    public bool IsHighlighted { get; set; }

    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
