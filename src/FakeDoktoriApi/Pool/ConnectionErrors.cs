using System.Net.Sockets;
using MySqlConnector;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// Which failures cost the connection. HikariCP's rule: SQLState class 08 (connection exception). So "the server is read-only" (HY000) keeps the
/// connection, as it does in production, and a killed session (08S01, or simply a closed socket) loses it.
/// </summary>
internal static class ConnectionErrors
{
    public static bool AreFatal(Exception exception) => exception switch
    {
        MySqlException { SqlState: { } state } when state.StartsWith("08", StringComparison.Ordinal) => true,
        MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.ServerShutdown } => true,
        IOException or SocketException => true,
        { InnerException: { } inner } => AreFatal(inner),
        _ => false,
    };
}
