using System.Net;
using System.Net.WebSockets;
using LoadTests.Configuration;
using LoadTests.Safety;
using LoadTests.Traffic;
using LoadTests.Traffic.Names;

namespace LoadTests.Preflight;

/// <summary>The chat server upgrades the connection; it is closed again at once.</summary>
internal static class WebSocketCheck
{
    private const string Name = "websocket";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<PreflightCheck> RunAsync(TargetSettings settings, NameCache names, TokenRenewal renewal, CancellationToken cancellation)
    {
        var url = settings.WebSocket;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.AddSubProtocol("v12.stomp");
        using var connector = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = names.AsksTheSystem && !url.IsLoopback,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = new Dialer(names, url.IdnHost).ConnectAsync,
        });
        if (settings.Tokens.Count > 0)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {renewal.Current(settings.Tokens[0])}");
        }

        try
        {
            await socket.ConnectAsync(url, connector, limit.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token);
            return PreflightCheck.Good(Name, $"{url.Authority} upgrades to WebSocket");
        }
        catch (WebSocketException failure)
        {
            return socket.HttpStatusCode switch
            {
                HttpStatusCode.SwitchingProtocols => PreflightCheck.Good(Name, $"{url.Authority} upgrades to WebSocket"),
                0 => PreflightCheck.Down(Name, $"{url.Authority} gave no answer to the handshake ({failure.WebSocketErrorCode}): check WS_URL"),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => PreflightCheck.Fix(Name, $"the handshake answered {(int)socket.HttpStatusCode}: the token is not taken here; does WS_URL belong to the same environment?"),
                var status => PreflightCheck.Fix(Name, $"the handshake answered {(int)status}, not 101: check WS_URL's path, and that the proxy in front passes Upgrade on"),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PreflightCheck.Down(Name, $"{url.Authority} did not answer the handshake in {Patience.TotalSeconds:0} s");
        }
    }
}
