using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The application's account and password work on the server.</summary>
internal sealed class AppCanLogIn(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        await using var session = await run.Connector.OpenAsync(new SessionRequest(Role, Account: run.Options.App, Database: run.Options.Database), cancellation);
        await session.RunAsync(Tag.On(["DO 0"], run), cancellation);
        return Finding.Ok($"{run.Options.App.User} on {server.Name}");
    }
}
