using FakeDoktoriApi.Observability;
using FakeDoktoriApi.Pool;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FakeDoktoriApi.Tests.Observability;

public sealed class FailureLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LineLog _lines = new();

    [Fact]
    public void SameFailure_IsToldOnceASecond_AndTheRestCounted()
    {
        var log = new FailureLog(_time, _lines);

        for (var i = 0; i < 5; i++)
        {
            log.Report(Request(), new IOException("reset by peer"));
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        log.Report(Request(), new IOException("reset by peer"));

        Assert.Equal(
            [
                "PUT /api/users/me/notifications -> 500, connection lost: reset by peer (and 0 more like it before)",
                "PUT /api/users/me/notifications -> 500, connection lost: reset by peer (and 4 more like it before)",
            ],
            _lines.Lines);
    }

    [Fact]
    public void OtherFailures_AreToldBesides()
    {
        var log = new FailureLog(_time, _lines);

        log.Report(Request(), new IOException("reset by peer"));
        log.Report(Request(), new PoolTimeoutException("HikariPool-1", TimeSpan.FromSeconds(3), default, null));
        log.Report(Request(), new InvalidOperationException("a bug"));

        Assert.Equal(3, _lines.Lines.Count);
    }

    private static DefaultHttpContext Request() => new() { Request = { Method = "PUT", Path = "/api/users/me/notifications" } };
}
