using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Control;

/// <summary>Commands that make sense only at times, and can say why not now: Aspire knows no more of a command than that it is disabled.</summary>
internal sealed class CommandRules
{
    private readonly ConcurrentDictionary<(string Resource, string Command), Func<string?>> rules = new();

    /// <summary>Brings what the rules are told by up to date, and with it the commands' states.</summary>
    public Func<ResourceNotificationService, CancellationToken, Task> Look { get; set; } = (_, _) => Task.CompletedTask;

    /// <param name="whyNot">Null while the command makes sense.</param>
    public void Add(string resource, string command, Func<string?> whyNot) => rules[(resource, command)] = whyNot;

    public bool Has(string resource, string command) => rules.ContainsKey((resource, command));

    /// <summary>Null when it makes sense, or has no rule.</summary>
    public string? WhyNot(string resource, string command) => rules.TryGetValue((resource, command), out var rule) ? rule() : null;
}
