using FakeDoktoriApi.Chat;
using FakeDoktoriApi.ChatRooms;
using FakeDoktoriApi.Http;
using ServiceDefaults.Health;

namespace FakeDoktoriApi;

/// <summary>The role <c>chat</c>, put together: the rooms over HTTP, the talk over STOMP on a WebSocket.</summary>
internal static class ChatRole
{
    public const string Name = "chat";

    /// <exception cref="ConfigurationException">Something is missing or out of range; all of it is named.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Instance.CreateBuilder(args, Name, configure);
        builder.AddValidated<ChatOptions>(ChatOptions.Section);
        AddFeatures(builder.Services);
        var app = builder.Build();
        Instance.UsePipeline(app);

        // Outside the context path the filters of the context do not run, but a page of another origin is refused here, too.
        app.UseWhen(context => context.Request.Path == ChatSocketEndpoint.Path, socket => socket.UseMiddleware<Cors>());
        app.UseWebSockets();
        MapEndpoints(app);
        return app;
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton<ChatRoomEndpoints>();
        services.AddSingleton<ChatHub>().AddSingleton<MessageStore>().AddSingleton<ChatMetrics>().AddSingleton<ChatServices>();
        services.AddSingleton<ChatSessions>().AddSingleton<ChatSocketEndpoint>();
        services.AddSingleton<IEndsAfterDrain>(provider => provider.GetRequiredService<ChatSessions>());
        services.AddSingleton<MessageFeed>().AddHostedService(provider => provider.GetRequiredService<MessageFeed>());
        services.AddHealthChecks().AddCheck<FeedReadiness>("feed", tags: [HealthTags.Readiness]);
    }

    private static void MapEndpoints(WebApplication app)
    {
        var chat = app.MapGroup(ApiRoutes.ContextPath);
        ChatRoomEndpoints.Map(chat);
        ChatSocketEndpoint.Map(app);
        Instance.MapCommon(app);
    }
}
