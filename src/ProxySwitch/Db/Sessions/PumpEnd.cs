namespace ProxySwitch.Db.Sessions;

internal enum PumpEnd
{
    /// <summary>The source said goodbye (FIN), and so did we to the sink.</summary>
    EndOfStream,

    /// <summary>The source was reset: nothing more can come from it or go to it.</summary>
    SourceLost,

    /// <summary>The sink takes nothing more, but may still hold words to read: the opposite pump finishes them.</summary>
    SinkLost,
}
