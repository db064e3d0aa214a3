using Aspire.Hosting.ApplicationModel;
using MySqlRuntime.Provisioning;

namespace AppHost.Topology;

/// <summary>The secrets of one run, as parameters of the application: new ones each time, never in arguments or logs.</summary>
/// <param name="Passwords">The same passwords, for the provisioning of the servers.</param>
internal sealed record LabSecrets(
    LabPasswords Passwords,
    IResourceBuilder<ParameterResource> Root,
    IResourceBuilder<ParameterResource> Admin,
    IResourceBuilder<ParameterResource> Application,
    IResourceBuilder<ParameterResource> Replication,
    IResourceBuilder<ParameterResource> Jwt,
    IResourceBuilder<ParameterResource> ProxyToken);
