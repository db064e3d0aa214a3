using MySqlRuntime.Locating;

namespace MySqlRuntime.Tests.Locating;

/// <summary>Answers for server programs by their path; one it does not know cannot be started.</summary>
internal sealed class FakeProbe(Dictionary<string, string> banners) : IServerProbe
{
    public Task<ProgramResult> AskVersionAsync(CommandLine server, CancellationToken cancellationToken)
    {
        var program = server.LeadingArguments is [.., var last] ? last : server.File;
        return Task.FromResult(banners.TryGetValue(program, out var banner)
            ? new ProgramResult(0, banner, "")
            : new ProgramResult(-1, "", "it could not be started: not executable, or built for another system"));
    }
}
