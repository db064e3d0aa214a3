using System.Net;

namespace Integration.Edge;

/// <summary>What nginx and the edge have in common.</summary>
internal interface ISwitchableEdge : IAsyncDisposable
{
    IPEndPoint Listen { get; }

    /// <summary>Returns when new connections go there, api and chat alike.</summary>
    Task SwitchAsync(string upstream);
}
