namespace MySqlRuntime.Servers;

/// <summary>What a lab server is to be. Addresses are 127.0.0.1; a port of 0 means any free one.</summary>
public sealed record MySqlServerOptions
{
    /// <summary>The server's name in messages, for instance mysql-lightsail.</summary>
    public required string Name { get; init; }

    /// <summary>Distinct for every server that takes part in one replication.</summary>
    public required uint ServerId { get; init; }

    /// <summary>The server's own folder: created from the initialised template when it does not exist yet, kept when the server stops.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Password of <c>root</c>, set at the first start in this data directory; reaches the server by a file only this user can read.</summary>
    public required string RootPassword { get; init; }

    public int Port { get; init; }

    /// <summary>Appended to the lab's own options, so they win over them.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>How long the server may take until it answers.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an orderly stop may take before the process is killed.</summary>
    public TimeSpan StopDeadline { get; init; } = TimeSpan.FromSeconds(20);
}
