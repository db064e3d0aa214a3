using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>The application's database and account, the same on both servers.</summary>
internal static class DoktoriDatabase
{
    public const string Name = "doktori";
    public const string Account = "doktori_app";

    /// <summary>The seeded room in which every seeded user may chat.</summary>
    public const string ChatRoom = "31";

    /// <summary>Without TLS: all of it is loopback, and caching_sha2_password then asks for the server's public key.</summary>
    public static ReferenceExpression ConnectionString(EndpointReference endpoint, string user, IResourceBuilder<ParameterResource> password, string database = Name) =>
        ReferenceExpression.Create(
            $"Server=127.0.0.1;Port={endpoint.Property(EndpointProperty.Port)};User ID={user};Password={password};Database={database};SslMode=None;AllowPublicKeyRetrieval=true");
}
