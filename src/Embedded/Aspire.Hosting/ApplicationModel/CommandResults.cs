namespace Aspire.Hosting.ApplicationModel;

/// <summary>The outcomes of a command.</summary>
public static class CommandResults
{
    public static ExecuteCommandResult Success() => new() { Success = true };

    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}
