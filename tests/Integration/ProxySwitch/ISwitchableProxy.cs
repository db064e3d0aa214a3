using System.Net;

namespace Integration.ProxySwitch;

/// <summary>What nginx and db-proxy have in common.</summary>
internal interface ISwitchableProxy : IAsyncDisposable
{
    IPEndPoint Listen { get; }

    /// <summary>Returns when new sessions go to that upstream.</summary>
    Task SwitchAsync(string active);
}
