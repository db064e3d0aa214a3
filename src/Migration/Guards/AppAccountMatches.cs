using Migration.Running;
using Migration.Servers;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>The application's account is on both servers, with the same privileges once the fence is lifted, and nothing lets it write past a fence.</summary>
internal sealed class AppAccountMatches(Way way) : PairGuard
{
    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        if (await run[way.From].AppGrantsAsync(cancellation) is not { } from)
        {
            return Finding.Not($"{run[way.From].Name} has no account {run.Options.App.User}@{run.Options.App.Host}");
        }

        if (await run[way.To].AppGrantsAsync(cancellation) is not { } to)
        {
            return Finding.Not($"{run[way.To].Name} has no account {run.Options.App.User}@{run.Options.App.Host}", "create it there with the same password, or run set-up-replication");
        }

        var obstacles = from.Obstacles.Select(line => $"{run[way.From].Name}: {line}").Concat(to.Obstacles.Select(line => $"{run[way.To].Name}: {line}")).ToList();
        if (obstacles.Count > 0)
        {
            return Finding.Not($"the account could write past the fence: {string.Join("; ", obstacles)}", $"give it privileges on {run.Options.Database} only, directly");
        }

        // Behind a fence it may have less, never more.
        var extra = to.OnDatabase.Except(from.OnDatabase).ToList();
        var readingLess = from.OnDatabase.Except(from.Writing).Except(to.OnDatabase).ToList();
        var fenced = way.To == ServerRole.Target;
        var missing = fenced ? readingLess : [.. from.OnDatabase.Except(to.OnDatabase)];
        return extra.Count == 0 && missing.Count == 0
            ? Finding.Ok($"{run.Options.App.User}: the same privileges on both{(fenced ? ", once the fence is lifted" : "")}")
            : Finding.Not(
                $"{run.Options.App.User} has other privileges on {run[way.To].Name} than on {run[way.From].Name}: {(extra.Count > 0 ? "also " + AppGrants.Join(extra) : "")}{(extra.Count > 0 && missing.Count > 0 ? "; " : "")}{(missing.Count > 0 ? "not " + AppGrants.Join(missing) : "")}",
                "make them the same");
    }
}
