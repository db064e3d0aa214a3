using System.Net.Sockets;
using System.Security.Authentication;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Tests.Traffic;

public sealed class OutcomeClassifierTests
{
    public static TheoryData<string, Outcome> Failures => new()
    {
        { nameof(HttpRequestError.NameResolutionError), Outcome.Dns },
        { nameof(HttpRequestError.SecureConnectionError), Outcome.Tls },
        { nameof(HttpRequestError.ConnectionError), Outcome.Refused },
        { nameof(HttpRequestError.ResponseEnded), Outcome.Reset },
        { nameof(HttpRequestError.InvalidResponse), Outcome.Protocol },
        { nameof(HttpRequestError.HttpProtocolError), Outcome.Protocol },
        { nameof(HttpRequestError.Unknown), Outcome.Protocol },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void NamesByTheClientsOwnCode(string code, Outcome expected) =>
        Assert.Equal(expected, OutcomeClassifier.Classify(new HttpRequestException(Enum.Parse<HttpRequestError>(code))));

    [Theory]
    [InlineData(SocketError.ConnectionRefused, Outcome.Refused)]
    [InlineData(SocketError.HostUnreachable, Outcome.Refused)]
    [InlineData(SocketError.TimedOut, Outcome.Timeout)]
    [InlineData(SocketError.HostNotFound, Outcome.Dns)]
    public void LooksAtTheSocketWhenThereWasNoConnection(SocketError error, Outcome expected) =>
        Assert.Equal(expected, OutcomeClassifier.Classify(new HttpRequestException(HttpRequestError.ConnectionError, inner: new SocketException((int)error))));

    [Theory]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.ConnectionAborted)]
    [InlineData(SocketError.Shutdown)]
    public void AConnectionThatDies_IsAReset(SocketError error) =>
        Assert.Equal(Outcome.Reset, OutcomeClassifier.Classify(new HttpRequestException(HttpRequestError.Unknown, inner: new IOException("", new SocketException((int)error)))));

    [Fact]
    public void ASecondAttempt_IsTheResetOfTheFirst() =>
        Assert.Equal(Outcome.Reset, OutcomeClassifier.Classify(new HttpRequestException(HttpRequestError.Unknown, inner: new SecondAttemptException())));

    [Fact]
    public void AHandshakeThatFails_IsTls() =>
        Assert.Equal(Outcome.Tls, OutcomeClassifier.Classify(new HttpRequestException(HttpRequestError.SecureConnectionError, inner: new AuthenticationException())));
}
