namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command looks at to say whether it can be pressed now.</summary>
public sealed class UpdateCommandStateContext
{
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }
}
