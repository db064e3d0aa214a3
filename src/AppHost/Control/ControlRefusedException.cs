namespace AppHost.Control;

/// <summary>The lab has said no; the message is its own.</summary>
/// <param name="isMistake">What was asked for does not exist; otherwise it cannot be done now, or has failed.</param>
internal sealed class ControlRefusedException(string message, bool isMistake) : Exception(message)
{
    public bool IsMistake { get; } = isMistake;
}
