namespace ProxySwitch.Tables;

/// <summary>The <c>code</c> of a refusal, part of the control API: callers branch on these, never on message text.</summary>
internal static class TableProblemCodes
{
    public const string BadTable = "bad_table";
    public const string UnknownUpstream = "unknown_upstream";
    public const string HostNotAllowed = "host_not_allowed";
    public const string HostUnresolvable = "host_unresolvable";
    public const string UpstreamUnreachable = "upstream_unreachable";
    public const string FileUnreadable = "file_unreadable";
    public const string FileNotWritten = "file_not_written";
}
