namespace Migration.Servers;

/// <summary>One connection to one server. Not for concurrent use.</summary>
internal interface ISqlSession : IAsyncDisposable
{
    /// <summary>The server's id of this connection.</summary>
    long ConnectionId { get; }

    /// <summary>False once the connection broke.</summary>
    bool IsOpen { get; }

    /// <summary>Runs statements separated by semicolons in one round trip; one list of rows per statement that returns rows.</summary>
    Task<IReadOnlyList<IReadOnlyList<ResultRow>>> RunAsync(Statement statement, CancellationToken cancellation);
}
