namespace FakeDoktoriApi.Stomp;

/// <summary>Why the server ends a session: told with an ERROR frame, then with a close code.</summary>
internal enum StompFault
{
    /// <summary>Not a frame, or a frame out of place. Close code 1002.</summary>
    Malformed,

    /// <summary>A frame beyond the limits. Close code 1009.</summary>
    TooLarge,

    /// <summary>Who may not, sends too fast, or says nothing. Close code 1008.</summary>
    Refused,
}
