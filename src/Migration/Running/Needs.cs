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

    /// <summary>The old instances of the services named.</summary>
    Blue = 16,

    /// <summary>The new instances, on the old box, of the services named.</summary>
    Green = 32,

    /// <summary>The instances in the new network of the services named.</summary>
    Vpc = 64,

    /// <summary>Starting and stopping the instances on the old box.</summary>
    InstanceControl = 128,

    Api = 256,

    Chat = 512,

    BothServices = Api | Chat,
}
