using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Books;
using FakeDoktoriApi.ChatRooms;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Meetings;
using FakeDoktoriApi.Notifications;
using FakeDoktoriApi.Observability;
using FakeDoktoriApi.Pool;
using FakeDoktoriApi.Recommendations;
using FakeDoktoriApi.Users;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace FakeDoktoriApi;

/// <summary>The role <c>api</c>, put together. Exit codes: 0 stopped, 1 the database cannot be reached, 2 the configuration is wrong.</summary>
internal static class ApiRole
{
    private const int Stopped = 0;
    private const int Unreachable = 1;
    private const int BadConfiguration = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return Stopped;
        }
        catch (ConfigurationException exception)
        {
            await Console.Error.WriteLineAsync($"Cannot start:\n  {string.Join("\n  ", exception.Problems)}");
            return BadConfiguration;
        }
        catch (PoolTimeoutException exception)
        {
            await Console.Error.WriteLineAsync($"Cannot start: {exception.InnerException?.Message ?? exception.Message}");
            return Unreachable;
        }
    }

    /// <exception cref="ConfigurationException">Something is missing or out of range; all of it is named.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.AddServiceDefaults();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddOptions<ApiOptions>(builder, ApiOptions.Section);
        AddOptions<JwtOptions>(builder, JwtOptions.Section);
        builder.Services.AddPrometheus();
        builder.AddPool();
        AddFeatures(builder.Services);

        // RunAsync says in one line why the application cannot start; the host would add the stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        var app = builder.Build();
        ConfigurationException.ThrowIfInvalid(app.Services);
        UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton<ImageUrls>();
        services.AddSingleton<JwtCodec>().AddSingleton<AccessTokens>().AddSingleton<RefreshTokens>().AddSingleton<RefreshTokenStore>().AddSingleton<AuthEndpoints>();
        services.AddSingleton<MeetingQueries>().AddSingleton<MeetingCreation>().AddSingleton<MyMeetings>().AddSingleton<MeetingEndpoints>();
        services.AddSingleton<UserRepository>().AddSingleton<UserEndpoints>();
        services.AddSingleton<BookCatalogue>().AddSingleton<BookEndpoints>();
        services.AddSingleton<NotificationEndpoints>().AddSingleton<RecommendationEndpoints>().AddSingleton<ChatRoomEndpoints>();
    }

    // Outside the context path there are only health and metrics; inside it the real server's filters, in its order.
    private static void UsePipeline(WebApplication app)
    {
        app.UseMiddleware<RequestMetrics>();
        app.UseMiddleware<ServerIdHeader>();
        app.UseMiddleware<FailureFilter>();
        app.UseRouting();
        app.UseWhen(
            ApiRoutes.IsInContext,
            api => api.UseMiddleware<Cors>().UseMiddleware<AuthFilter>().UseMiddleware<UnknownPath>());
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
        app.MapHealth();
        app.MapPrometheus();
        app.MapDefaultEndpoints(ApiRoutes.ContextPath);
    }

    private static void AddOptions<T>(WebApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<T>>().Value);
    }
}
