namespace FakeDoktoriApi.Stomp;

internal enum DecodeStatus
{
    /// <summary>What was appended is used up, or is the beginning of a frame.</summary>
    NeedsMore,
    Frame,

    /// <summary>The stream cannot be read any further.</summary>
    Failed,
}
