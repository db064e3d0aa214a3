using Migration.Web;

namespace Migration.Tests.Traffic;

/// <summary>Answers with the given latencies, one after the other, the last one for ever.</summary>
internal sealed class FakeWeb(Func<int, WebAnswer> answer) : IWebProbe
{
    private int _asked;

    public int Asked => _asked;

    public static WebAnswer Ok(double milliseconds) => new(200, "api-green", milliseconds, null, IsDown: false);

    public Task<WebAnswer> GetFreshAsync(Uri url, CancellationToken cancellation) => GetAsync(url, cancellation);

    public Task<WebAnswer> GetAsync(Uri url, CancellationToken cancellation) => Task.FromResult(answer(_asked++));

    public void Dispose()
    {
    }
}
