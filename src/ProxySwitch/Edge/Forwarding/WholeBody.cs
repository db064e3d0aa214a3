using System.Buffers;
using System.Net;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>
/// A short body that has arrived as a whole by the time the request is looked at, as most do. It goes to the upstream in one write with the
/// headers; the forwarder's own content sends the headers first, which costs the edge and the upstream a system call and a wake-up each.
/// </summary>
internal sealed class WholeBody(byte[] bytes) : HttpContent
{
    /// <summary>nginx's <c>client_body_buffer_size</c>.</summary>
    public const int MaximumBytes = 8 * 1024;

    private static readonly HttpRequestOptionsKey<WholeBody> Key = new(nameof(WholeBody));

    /// <summary>
    /// Takes the body out of the request. Null, and nothing is taken, if it is long, of unannounced length, still on its way, or if the client
    /// waits to be asked for it: such a body is copied as it comes, with its time-outs and its limit.
    /// </summary>
    public static WholeBody? Take(HttpRequest request)
    {
        if (request.ContentLength is not (> 0 and <= MaximumBytes and var length) || request.Headers.Expect.Count > 0 || !request.BodyReader.TryRead(out var read))
        {
            return null;
        }

        if (read.Buffer.Length != length)
        {
            request.BodyReader.AdvanceTo(read.Buffer.Start);
            return null;
        }

        var bytes = read.Buffer.ToArray(); // not from a pool: an upstream that answers early may still be reading it when the request is over
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return new(bytes);
    }

    /// <summary>Notes that the request is to be sent with this body instead of the forwarder's, which does not let itself be replaced before.</summary>
    public void Accompany(HttpRequestMessage request) => request.Options.Set(Key, this);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }

    /// <summary>Sits before the connections and exchanges the bodies.</summary>
    public sealed class Exchanger(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Options.TryGetValue(Key, out var whole))
            {
                request.Content = whole;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
