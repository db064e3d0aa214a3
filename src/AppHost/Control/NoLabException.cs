namespace AppHost.Control;

/// <summary>There is no running lab to talk to; the message says what to do.</summary>
internal sealed class NoLabException(string message, Exception? inner = null) : Exception(message, inner);
