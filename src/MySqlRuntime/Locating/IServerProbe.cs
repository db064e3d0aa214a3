namespace MySqlRuntime.Locating;

/// <summary>Asks a server program who it is.</summary>
internal interface IServerProbe
{
    /// <summary>What <c>--version</c> said; a result that did not succeed when it could not be started at all.</summary>
    Task<ProgramResult> AskVersionAsync(CommandLine server, CancellationToken cancellationToken);
}
