namespace TelemetryBench;

/// <summary>A collector that takes everything by http/protobuf and keeps only the count, so that what is measured is the sending.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication server;
    private long bytes;

    private OtlpSink(WebApplication server) => this.server = server;

    public string Address => server.Urls.Single();

    public long Bytes => Interlocked.Read(ref bytes);

    public static async Task<OtlpSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new OtlpSink(builder.Build());
        sink.server.Run(sink.TakeAsync);
        await sink.server.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        Interlocked.Add(ref bytes, context.Request.ContentLength ?? 0);
        context.Response.ContentType = "application/x-protobuf";
    }
}
