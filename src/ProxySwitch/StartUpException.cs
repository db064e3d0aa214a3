namespace ProxySwitch;

/// <summary>The role cannot start as configured. The message is for the operator and says what to change; it never holds a secret.</summary>
internal sealed class StartUpException(string message, Exception? inner = null) : Exception(message, inner);
