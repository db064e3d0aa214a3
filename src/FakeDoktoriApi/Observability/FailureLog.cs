using System.Collections.Concurrent;
using System.Net.Sockets;
using FakeDoktoriApi.Pool;
using MySqlConnector;

namespace FakeDoktoriApi.Observability;

/// <summary>
/// One line per kind of failure and second. Under load a database that is away fails hundreds of requests a second for the same reason; the
/// first says why, the next line says how many more there were.
/// </summary>
internal sealed class FailureLog(TimeProvider time, ILogger<FailureLog> logger)
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Throttle> _kinds = new();

    public void Report(HttpContext context, Exception exception) => Report(context.Request.Method, context.Request.Path, "500", exception);

    /// <param name="answer">What the client got for it.</param>
    public void Report(string method, string path, string answer, Exception exception)
    {
        var kind = KindOf(exception);
        if (!_kinds.GetOrAdd(kind, _ => new()).TryPass(time, _quiet, out var suppressed))
        {
            return;
        }

        if (kind == Unexpected)
        {
            logger.Unexpected(exception, method, path, answer, suppressed);
        }
        else
        {
            logger.DatabaseFailed(method, path, answer, kind, exception.Message, suppressed);
        }
    }

    private const string Unexpected = "unexpected";

    private static string KindOf(Exception exception) => exception switch
    {
        MySqlException mysql => $"MySQL {mysql.Number} ({mysql.SqlState ?? "-"})",
        PoolTimeoutException => "pool time-out",
        IOException or SocketException => "connection lost",
        _ => Unexpected,
    };

    private sealed class Throttle
    {
        private readonly Lock _gate = new();
        private long? _last;
        private int _suppressed;

        public bool TryPass(TimeProvider time, TimeSpan quiet, out int suppressed)
        {
            lock (_gate)
            {
                var now = time.GetTimestamp();
                if (_last is { } last && time.GetElapsedTime(last, now) < quiet)
                {
                    _suppressed++;
                    suppressed = 0;
                    return false;
                }

                (suppressed, _suppressed, _last) = (_suppressed, 0, now);
                return true;
            }
        }
    }
}
