using System.CommandLine;

namespace Migration.CommandLine;

/// <summary>The commands of phases 9 to 11 and of the full rollback.</summary>
internal static class TrafficCommands
{
    public static void AddTo(RootCommand root, Session session)
    {
        AddServices(root, session, TrafficRunbooks.DeployServices);
        AddServices(root, session, TrafficRunbooks.RollBackServices);
        AddNginx(root, session, "--from", TrafficRunbooks.SwitchNginx);
        AddNginx(root, session, "--to", TrafficRunbooks.RollBackNginx);
        AddDns(root, session, TrafficRunbooks.SwitchDns);
        AddDns(root, session, raise => TrafficRunbooks.RollBackDns(raise));
        AddAll(root, session);
    }

    private static void AddServices(RootCommand root, Session session, Func<IReadOnlyList<Service>?, Runbook> make)
    {
        var command = new Command(make(null).Name, make(null).Purpose) { TrafficArguments.OnlyService };
        command.SetAction((parsed, cancellation) => parsed.GetValue(TrafficArguments.OnlyService) switch
        {
            null => session.RunAsync(parsed, make(null), cancellation),
            { } word when Word<Service>(word) is { } service => session.RunAsync(parsed, make([service]), cancellation),
            var word => session.UsageAsync([$"--service: {word} is neither api nor chat"]),
        });
        root.Subcommands.Add(command);
    }

    private static void AddNginx(RootCommand root, Session session, string option, Func<Site, Runbook> make)
    {
        var site = TrafficArguments.NginxSite(option);
        var command = new Command(make(Site.Green).Name, make(Site.Green).Purpose) { site };
        command.SetAction((parsed, cancellation) => OldSite(parsed.GetValue(site)) is { } chosen
            ? session.RunAsync(parsed, make(chosen), cancellation)
            : session.UsageAsync([$"{option}: {parsed.GetValue(site)} is neither blue nor green"]));
        root.Subcommands.Add(command);
    }

    private static void AddDns(RootCommand root, Session session, Func<bool, Runbook> make)
    {
        var command = new Command(make(false).Name, make(false).Purpose) { TrafficArguments.RaiseTtl };
        command.SetAction((parsed, cancellation) => session.RunAsync(parsed, make(parsed.GetValue(TrafficArguments.RaiseTtl)), cancellation));
        root.Subcommands.Add(command);
    }

    private static void AddAll(RootCommand root, Session session)
    {
        var site = TrafficArguments.NginxSite("--nginx-to");
        var loss = new Option<bool>("--accept-loss") { Description = "The database goes back without reverse replication, although the rows counted are lost." };
        var command = new Command(TrafficRunbooks.RollBackAll().Name, TrafficRunbooks.RollBackAll().Purpose) { site, loss };
        command.SetAction((parsed, cancellation) => OldSite(parsed.GetValue(site)) is { } chosen
            ? session.RunAsync(parsed, TrafficRunbooks.RollBackAll(chosen, acceptLoss: parsed.GetValue(loss)), cancellation)
            : session.UsageAsync([$"--nginx-to: {parsed.GetValue(site)} is neither blue nor green"]));
        root.Subcommands.Add(command);
    }

    private static Site? OldSite(string? word) => word is null ? Site.Green : Word<Site>(word) is { } site and not Site.Vpc ? site : null;

    /// <summary>A name, not a number that happens to be in range.</summary>
    private static T? Word<T>(string word) where T : struct, Enum =>
        word.All(char.IsAsciiLetter) && Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : null;
}
