using Microsoft.AspNetCore.Http;
using ProxySwitch.Edge.Forwarding;

namespace ProxySwitch.Tests.Edge.Forwarding;

public sealed class LimitedBodyTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    public async Task UpToTheLimit_IsReadWhole(int limit)
    {
        await using var body = new LimitedBody(new MemoryStream(new byte[100]), limit);
        using var all = new MemoryStream();

        await body.CopyToAsync(all, TestContext.Current.CancellationToken);

        Assert.Equal(100, all.Length);
    }

    [Fact]
    public async Task OneByteMore_Is413()
    {
        await using var body = new LimitedBody(new MemoryStream(new byte[100]), 99);

        var refusal = await Assert.ThrowsAsync<BadHttpRequestException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));

        Assert.Equal(413, refusal.StatusCode);
    }
}
