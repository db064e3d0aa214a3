using FakeDoktoriApi.Http;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Chat;

/// <summary>The WebSocket's address: <c>/api/ws</c>, and <c>/ws</c> for proxies that strip the context path. Anyone may open it; CONNECT asks who it is.</summary>
internal sealed class ChatSocketEndpoint(ChatSessions sessions)
{
    public const string Path = "/ws";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<ChatSocketEndpoint>();
        foreach (var prefix in new[] { "", ApiRoutes.ContextPath })
        {
            routes.MapMethods(prefix + Path, [HttpMethods.Get], (RequestDelegate)endpoint.AcceptAsync).WithMetadata(new UriTemplate(Path));
        }
    }

    private async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("Can \"Upgrade\" only to \"WebSocket\".", context.RequestAborted);
            return;
        }

        if (!sessions.TryEnter())
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(StompVersions.Subprotocol(context.WebSockets.WebSocketRequestedProtocols));
            await sessions.RunAsync(socket, context.Abort);
        }
        finally
        {
            sessions.Leave();
        }
    }
}
