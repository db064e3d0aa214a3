namespace FakeDoktoriApi.Stomp;

/// <param name="FrameBytes">Of one frame from its command to its NUL.</param>
/// <param name="HeaderBytes">Of the command and all header lines of a frame.</param>
/// <param name="Headers">Header lines of a frame.</param>
internal sealed record StompLimits(int FrameBytes, int HeaderBytes, int Headers);
