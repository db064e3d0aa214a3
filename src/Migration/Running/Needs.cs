namespace Migration.Running;

/// <summary>What a runbook must be told before it can be run.</summary>
[Flags]
public enum Needs
{
    Nothing = 0,

    /// <summary>Both MySQL servers and the database proxy.</summary>
    Database = 1,

    /// <summary>The old edge.</summary>
    Edge = 2,

    NewEdge = 4,

    Dns = 8,

    /// <summary>The old instances of both services.</summary>
    Blue = 16,

    /// <summary>The new instances of both services on the old box.</summary>
    Green = 32,

    /// <summary>The instances of both services in the new network.</summary>
    Vpc = 64,

    /// <summary>Starting and stopping the instances named.</summary>
    InstanceControl = 128,
}
