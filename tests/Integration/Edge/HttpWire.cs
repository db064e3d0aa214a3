using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Integration.ProxySwitch;

namespace Integration.Edge;

/// <summary>An HTTP/1.1 client on a raw socket: it repeats nothing, hides nothing, and sees how a connection ends.</summary>
internal sealed class HttpWire(Socket socket) : IDisposable
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    public Socket Socket => socket;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HttpWire> ConnectAsync(IPEndPoint endPoint) => new(await Wire.ConnectAsync(endPoint));

    /// <summary>On a connection of its own.</summary>
    public static async Task<HttpAnswer> AskOnceAsync(IPEndPoint endPoint, string method, string target, string headers = "", string body = "")
    {
        using var wire = await ConnectAsync(endPoint);
        return await wire.AskAsync(method, target, headers, body);
    }

    public async Task<HttpAnswer> AskAsync(string method, string target, string headers = "", string body = "")
    {
        await SendAsync(method, target, headers, body);
        return await ReadAnswerAsync(method);
    }

    /// <param name="headers">Each with its line end.</param>
    public Task SendAsync(string method, string target, string headers = "", string body = "") => SendRawAsync(
        $"{method} {target} HTTP/1.1\r\nHost: doktori.test\r\n{headers}{(body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : "")}\r\n{body}");

    public Task SendRawAsync(string text) => socket.SendAllAsync(Encoding.Latin1.GetBytes(text));

    public async Task<HttpAnswer> ReadAnswerAsync(string method = "GET")
    {
        var (status, headers) = await ReadHeadAsync();
        while (status is 100)
        {
            (status, headers) = await ReadHeadAsync();
        }

        if (method == "HEAD" || status is 101 or 204 or 304)
        {
            return new(status, headers, []);
        }

        using var body = new MemoryStream();
        if (headers.TryGetValue("Content-Length", out var length))
        {
            await ReadAsync(long.Parse(length, CultureInfo.InvariantCulture), body);
        }
        else if (headers.ContainsKey("Transfer-Encoding"))
        {
            while (long.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var chunk)
            {
                await ReadAsync(chunk, body);
                await ReadLineAsync();
            }

            await ReadLineAsync();
        }

        return new(status, headers, body.ToArray());
    }

    public async Task<(int Status, Dictionary<string, string> Headers)> ReadHeadAsync()
    {
        var status = int.Parse((await ReadLineAsync()).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } line)
        {
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var earlier) ? $"{earlier}, {value}" : value;
        }

        return (status, headers);
    }

    /// <exception cref="EndOfStreamException">The connection ended instead.</exception>
    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            var character = (char)await ReadByteAsync();
            if (character == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(character);
        }
    }

    /// <summary>How the other side ended this connection: "end" (FIN) or "reset" (RST).</summary>
    public Task<string> ReadEndingAsync() => start < end ? Task.FromResult("bytes, then end") : socket.ReadEndingAsync();

    public void Dispose() => socket.Dispose();

    private async Task ReadAsync(long count, MemoryStream into)
    {
        while (count > 0)
        {
            await FillAsync();
            var part = (int)Math.Min(count, end - start);
            into.Write(buffer, start, part);
            start += part;
            count -= part;
        }
    }

    private async Task<byte> ReadByteAsync()
    {
        await FillAsync();
        return buffer[start++];
    }

    private async Task FillAsync()
    {
        if (start == end)
        {
            (start, end) = (0, await socket.ReceiveAsync(buffer, SocketFlags.None, Cancellation));
            if (end == 0)
            {
                throw new EndOfStreamException("The connection ended.");
            }
        }
    }
}
