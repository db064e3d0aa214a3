namespace Migration.Running;

/// <summary>Where the migration stands.</summary>
/// <param name="ProxyActive">The upstream that gets new connections; null when the proxy does not answer.</param>
/// <param name="UnfinishedRuns">Runs that <c>recover</c> should pick up.</param>
public sealed record MigrationSnapshot(ServerSnapshot Source, ServerSnapshot Target, string? ProxyActive, string? ProxyProblem, IReadOnlyList<string> UnfinishedRuns)
{
    /// <summary>The one sentence that matters.</summary>
    public string Verdict => (Source.OpenToApp, Target.OpenToApp) switch
    {
        (true, true) => "BOTH servers take the application's writes: stop the application and fence one of them",
        (true, false) => "the source alone takes the application's writes",
        (false, true) => "the target alone takes the application's writes",
        (false, false) => "neither server takes the application's writes",
        (true, null) => "the source takes the application's writes; the target cannot be seen",
        (null, true) => "the target takes the application's writes; the source cannot be seen",
        _ => "it cannot be seen which server takes the application's writes",
    };
}
