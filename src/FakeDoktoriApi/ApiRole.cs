using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Books;
using FakeDoktoriApi.ChatRooms;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Meetings;
using FakeDoktoriApi.Notifications;
using FakeDoktoriApi.Recommendations;
using FakeDoktoriApi.Users;

namespace FakeDoktoriApi;

/// <summary>The role <c>api</c>, put together.</summary>
internal static class ApiRole
{
    public const string Name = "api";

    /// <exception cref="ConfigurationException">Something is missing or out of range; all of it is named.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Instance.CreateBuilder(args, Name, configure);
        AddFeatures(builder.Services);
        var app = builder.Build();
        Instance.UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton<ImageUrls>();
        services.AddSingleton<RefreshTokens>().AddSingleton<RefreshTokenStore>().AddSingleton<AuthEndpoints>();
        services.AddSingleton<MeetingQueries>().AddSingleton<MeetingCreation>().AddSingleton<MyMeetings>().AddSingleton<MeetingEndpoints>();
        services.AddSingleton<UserRepository>().AddSingleton<UserEndpoints>();
        services.AddSingleton<BookCatalogue>().AddSingleton<BookEndpoints>();
        services.AddSingleton<NotificationEndpoints>().AddSingleton<RecommendationEndpoints>().AddSingleton<ChatRoomEndpoints>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        var api = app.MapGroup(ApiRoutes.ContextPath);
        MeetingEndpoints.Map(api);
        UserEndpoints.Map(api);
        BookEndpoints.Map(api);
        NotificationEndpoints.Map(api);
        RecommendationEndpoints.Map(api);
        ChatRoomEndpoints.Map(api);
        AuthEndpoints.Map(api);
        Instance.MapCommon(app);
    }
}
