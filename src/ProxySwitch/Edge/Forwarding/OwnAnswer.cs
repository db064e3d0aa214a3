using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>Answers that no upstream gave. They bear the edge's name and no server's, so that nobody takes them for an upstream's.</summary>
internal static class OwnAnswer
{
    private const int BufferBytes = 16 * 1024;

    public static async Task WriteAsync(Exchange exchange, int status, bool close = false)
    {
        var response = exchange.Http.Response;
        response.Clear();
        response.StatusCode = status;
        response.ContentType = "text/plain";
        exchange.Stamp();
        if (close)
        {
            response.Headers.Connection = "close";
        }

        var text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{status} {ReasonPhrases.GetReasonPhrase(status)}\n"));
        response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(exchange.Http.Request.Method))
        {
            await response.Body.WriteAsync(text, exchange.Http.RequestAborted);
        }

        await response.CompleteAsync();
    }

    /// <summary>
    /// Answers before the request has been read to its end, then reads on and throws it away, as nginx's <c>lingering_close</c>: closing
    /// with unread bytes would be a reset, and that destroys the answer on its way to a client that is still sending.
    /// </summary>
    public static async Task WriteAndLingerAsync(Exchange exchange, int status, Stream body, TimeSpan atMost)
    {
        await WriteAsync(exchange, status, close: true);
        if (exchange.Http.Request.Headers.Expect.Count > 0)
        {
            return; // it waits for the answer before it sends
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(exchange.Http.RequestAborted);
        limit.CancelAfter(atMost);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await body.ReadAsync(buffer, limit.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // It has left, or sends for ever, or what it sends is not even HTTP.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
