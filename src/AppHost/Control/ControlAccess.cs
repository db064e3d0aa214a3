namespace AppHost.Control;

/// <summary>How to reach a running lab's control API.</summary>
/// <param name="Lab">The lab's id: the name of its folder.</param>
/// <param name="Token">Borne by every call; readable only by the user who started the lab.</param>
internal sealed record ControlAccess(string Lab, Uri Url, string Token, int ProcessId, DateTimeOffset StartedAt)
{
    /// <summary>Without the token: what is printed must not open the lab.</summary>
    public override string ToString() => $"{Lab} at {Url} (process {ProcessId})";
}
