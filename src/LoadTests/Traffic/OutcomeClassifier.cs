using System.Net.Sockets;
using LoadTests.History;

namespace LoadTests.Traffic;

/// <summary>Names what went wrong with a request that got no whole answer; by types and codes, never by message text.</summary>
internal static class OutcomeClassifier
{
    public static Outcome Classify(Exception failure)
    {
        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
        {
            return Outcome.Dns;
        }

        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
        {
            return Outcome.Tls;
        }

        if (failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
        {
            return SocketErrorOf(failure) switch
            {
                SocketError.TimedOut => Outcome.Timeout,
                SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => Outcome.Dns,
                _ => Outcome.Refused,
            };
        }

        return failure switch
        {
            _ when Chain(failure).Any(IsReset) => Outcome.Reset,
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => Outcome.Reset,
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Outcome.Reset,
            _ => Outcome.Protocol,
        };
    }

    private static bool IsReset(Exception failure) => failure
        is SecondAttemptException
        or SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected }
        or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded };

    private static SocketError? SocketErrorOf(Exception failure) => Chain(failure).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
