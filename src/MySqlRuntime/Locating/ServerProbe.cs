namespace MySqlRuntime.Locating;

/// <inheritdoc cref="IServerProbe"/>
internal sealed class ServerProbe : IServerProbe
{
    public async Task<ProgramResult> AskVersionAsync(CommandLine server, CancellationToken cancellationToken) =>
        await ExternalProgram.RunAsync(server.ToStartInfo("--no-defaults", "--version"), cancellationToken)
        ?? new ProgramResult(-1, "", "it could not be started: not executable, or built for another system");
}
