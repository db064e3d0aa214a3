namespace AppHost.Standing;

/// <summary>Where the migration stands at a moment. What could not be asked is null, or what it was when it last could.</summary>
/// <param name="Source">Null while it does not answer.</param>
/// <param name="Target">Null while it does not answer.</param>
/// <param name="Writer">Where db-proxy sends new connections: <c>source</c> or <c>target</c>.</param>
/// <param name="Api">Where the old edge sends the API's requests.</param>
/// <param name="Chat">Where it sends the chat's.</param>
/// <param name="Edge">The edge that the name leads to.</param>
/// <param name="AtWork">The runbook that a button has started and that has not ended.</param>
/// <param name="IsPlaying">The rehearsal runs, and with it runbooks of its own.</param>
/// <param name="LastReport">The id of the newest run that has a report.</param>
internal sealed record MigrationStanding(
    ServerStanding? Source,
    ServerStanding? Target,
    string? Writer,
    Place? Api,
    Place? Chat,
    EdgeSide? Edge,
    string? AtWork,
    bool IsPlaying,
    string? LastReport)
{
    public static readonly MigrationStanding Unknown = new(null, null, null, null, null, null, null, IsPlaying: false, null);
}
