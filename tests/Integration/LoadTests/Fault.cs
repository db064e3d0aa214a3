namespace Integration.LoadTests;

/// <summary>What the fake API does to a request instead of, or beside, answering it.</summary>
public enum Fault
{
    None,

    /// <summary>Answers 500, nothing is written.</summary>
    InternalError,

    /// <summary>Answers 401.</summary>
    Unauthorized,

    /// <summary>Closes the connection with a reset, nothing is written.</summary>
    Reset,

    /// <summary>Writes, then closes the connection with a reset: the answer is lost.</summary>
    ResetAfterWriting,

    /// <summary>Answers 201 although nothing was written.</summary>
    ForgetsTheWrite,

    /// <summary>Writes the row twice.</summary>
    WritesTwice,

    /// <summary>Answers a second and a half late.</summary>
    Slow,

    /// <summary>Never answers.</summary>
    Hang,

    /// <summary>Announces a body and closes the connection in the middle of it.</summary>
    HalfAnAnswer,
}
