namespace Aspire.Hosting.ApplicationModel;

/// <summary>One line of a resource's log.</summary>
/// <param name="LineNumber">From 1, since the resource's first line.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
