using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ProxySwitch.Edge.Forwarding;

namespace ProxySwitch.Tests.Edge.Forwarding;

public sealed class WholeBodyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(WholeBody.MaximumBytes)]
    public async Task WhatIsThere_IsTaken(int length)
    {
        var (request, arrived) = await RequestAsync(new('x', length), length);

        using var body = WholeBody.Take(request);

        Assert.NotNull(body);
        Assert.Equal(length, body.Headers.ContentLength);
        Assert.Equal(new('x', length), await body.ReadAsStringAsync(Cancellation));
        await arrived.Writer.CompleteAsync();
        Assert.True((await arrived.Reader.ReadAsync(Cancellation)).Buffer.IsEmpty);
    }

    [Fact]
    public async Task Half_IsLeft_AndCanBeReadFromItsBeginning()
    {
        var (request, arrived) = await RequestAsync("half", announced: 8);

        Assert.Null(WholeBody.Take(request));

        await arrived.Writer.WriteAsync("full"u8.ToArray(), Cancellation);
        Assert.Equal("halffull", Encoding.ASCII.GetString((await arrived.Reader.ReadAtLeastAsync(8, Cancellation)).Buffer));
    }

    [Theory]
    [InlineData("", 5, "")] // nothing has come
    [InlineData("12345", null, "")]
    [InlineData("", 0, "")]
    [InlineData("12345", 5, "100-continue")]
    [InlineData("12345", WholeBody.MaximumBytes + 1, "")]
    public async Task Anything_Else_IsLeft(string body, int? announced, string expect)
    {
        var (request, arrived) = await RequestAsync(body, announced);
        if (expect.Length > 0)
        {
            request.Headers.Expect = expect;
        }

        Assert.Null(WholeBody.Take(request));

        await arrived.Writer.CompleteAsync();
        Assert.Equal(body.Length, (await arrived.Reader.ReadAsync(Cancellation)).Buffer.Length);
    }

    private static async Task<(HttpRequest Request, Pipe Arrived)> RequestAsync(string body, int? announced)
    {
        var arrived = new Pipe();
        if (body.Length > 0)
        {
            await arrived.Writer.WriteAsync(Encoding.ASCII.GetBytes(body), Cancellation);
        }

        var http = new DefaultHttpContext();
        http.Features.Set<IRequestBodyPipeFeature>(new ArrivedBody(arrived.Reader));
        http.Request.ContentLength = announced;
        return (http.Request, arrived);
    }

    private sealed class ArrivedBody(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
