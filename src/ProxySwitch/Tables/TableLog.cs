namespace ProxySwitch.Tables;

/// <summary>Event ids 3100–3149.</summary>
internal static partial class TableLog
{
    [LoggerMessage(3101, LogLevel.Warning, "Change to {Change} refused, the old table stays: {Code}: {Reason}")]
    public static partial void ChangeRefused(this ILogger log, string change, string code, string reason);

    [LoggerMessage(3102, LogLevel.Information, "The {Kind} {Path} was created from {Variable}")]
    public static partial void FileCreated(this ILogger log, string kind, string path, string variable);

    [LoggerMessage(3103, LogLevel.Warning, "{Variable} and what belongs to it differ from the {Kind} {Path}: the file counts")]
    public static partial void FileDiffers(this ILogger log, string variable, string kind, string path);
}
