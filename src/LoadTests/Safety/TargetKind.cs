namespace LoadTests.Safety;

/// <summary>How careful a run must be.</summary>
internal enum TargetKind
{
    /// <summary>This machine: anything goes.</summary>
    Loopback,

    /// <summary>Somebody's service: needs to be asked for by name, has a rate ceiling and stop rules.</summary>
    Production,
}
