namespace MySqlRuntime;

/// <summary>A server did not start; the message carries the last lines of its error log.</summary>
public sealed class MySqlServerStartException(string message, Exception? inner = null) : Exception(message, inner);
