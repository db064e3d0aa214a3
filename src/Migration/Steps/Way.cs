using Migration.Servers;

namespace Migration.Steps;

/// <summary>Which way the application's writes move. The same steps cut over and roll back.</summary>
internal sealed record Way(ServerRole From, ServerRole To)
{
    public static readonly Way Forward = new(ServerRole.Source, ServerRole.Target);

    public static readonly Way Back = new(ServerRole.Target, ServerRole.Source);

    /// <summary>Sessions that reach the target before its promotion keep the fence's privileges. The source's, frozen by read_only, write as soon as that is off.</summary>
    public bool HasEarlySessions => To == ServerRole.Target;

    public static string Upstream(ServerRole role, ProxyEndpoint proxy) => role == ServerRole.Source ? proxy.SourceUpstream : proxy.TargetUpstream;

    /// <summary>How the sentence calls a server.</summary>
    public static string Word(ServerRole role) => role == ServerRole.Source ? "the source" : "the target";
}
