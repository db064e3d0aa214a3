using MySqlConnector;

namespace MySqlRuntime.Servers;

/// <summary>How the lab's programs reach a lab server: by TCP on 127.0.0.1, without TLS, asking for the server's public key as caching_sha2_password wants.</summary>
public static class LabConnectionString
{
    public static string For(int port, string user, string password, string? database = null) => new MySqlConnectionStringBuilder
    {
        Server = "127.0.0.1",
        Port = (uint)port,
        UserID = user,
        Password = password,
        Database = database ?? "",
        SslMode = MySqlSslMode.None,
        AllowPublicKeyRetrieval = true,
    }.ConnectionString;
}
