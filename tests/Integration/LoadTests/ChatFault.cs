namespace Integration.LoadTests;

/// <summary>What the fake chat does to a message instead of giving it to everybody once.</summary>
public enum ChatFault
{
    None,

    /// <summary>Everybody gets it but one, who is not its sender.</summary>
    SkipOne,

    /// <summary>Confirmed, and given to nobody.</summary>
    ConfirmAndForget,

    /// <summary>Everybody gets it twice.</summary>
    Twice,

    /// <summary>Stored a second time: everybody gets it once more, under another id.</summary>
    StoredTwice,

    /// <summary>Kept back until the same sender has said something else.</summary>
    AfterTheNext,

    /// <summary>Given to everybody; then all connections are cut.</summary>
    CutAll,

    /// <summary>The sender's connection is cut before anything else happens.</summary>
    CutSenderFirst,

    /// <summary>All connections are closed properly, as by an instance that is stopped.</summary>
    CloseAll,

    /// <summary>An ERROR frame and the end of the sender's connection.</summary>
    Error,
}
