using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Telemetry;

/// <summary>A small collector in this process: takes OTLP by http/protobuf and keeps all of it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> received = [];

    private OtlpReceiver(WebApplication server) => this.server = server;

    /// <summary>Makes a program send here, soon, and as <paramref name="service"/>.</summary>
    public Dictionary<string, string> Environment(string service) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = server.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_SERVICE_NAME"] = service,
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public IReadOnlyList<ReceivedSpan> Spans => [.. Bodies("traces").SelectMany(body => OtlpMessages.Spans(body))];

    public IReadOnlyList<ReceivedLog> Logs => [.. Bodies("logs").SelectMany(body => OtlpMessages.Logs(body))];

    public IReadOnlyList<(string Service, string Name)> Metrics => [.. Bodies("metrics").SelectMany(body => OtlpMessages.Metrics(body))];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver.server.Run(receiver.TakeAsync);
        await receiver.server.StartAsync();
        return receiver;
    }

    /// <summary>Whether a text is anywhere in what came: in an attribute, a log line, a name.</summary>
    public bool Holds(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return received.Any(message => message.Body.AsSpan().IndexOf(wanted) >= 0);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private IEnumerable<byte[]> Bodies(string signal) => received.Where(message => message.Signal == signal).Select(message => message.Body);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue((context.Request.Path.Value!.Split('/')[^1], body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
