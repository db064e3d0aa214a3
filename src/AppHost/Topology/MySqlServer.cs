using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>One of the lab's MySQL servers, whatever runs it.</summary>
/// <param name="Endpoint">Where the host's processes reach it; nothing is in between.</param>
/// <param name="PeerAddress">Where the other server reaches it; differs when the servers run in containers.</param>
internal sealed record MySqlServer(IResourceBuilder<IResource> Resource, EndpointReference Endpoint, ReferenceExpression PeerAddress)
{
    public ReferenceExpression Address => ReferenceExpression.Create($"127.0.0.1:{Endpoint.Property(EndpointProperty.Port)}");

    public ReferenceExpression ConnectionString(string user, IResourceBuilder<ParameterResource> password, string database = "") =>
        DoktoriDatabase.ConnectionString(Endpoint, user, password, database);
}
