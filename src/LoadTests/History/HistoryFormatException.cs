namespace LoadTests.History;

/// <summary>A history file that is not what it should be: the file and the line are in the message.</summary>
public sealed class HistoryFormatException : Exception
{
    public HistoryFormatException(string file, int line, string reason, Exception? inner = null)
        : base($"{file}:{line}: {reason}", inner)
    {
    }
}
