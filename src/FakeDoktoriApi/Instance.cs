using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Observability;
using FakeDoktoriApi.Pool;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace FakeDoktoriApi;

/// <summary>
/// What both roles have in common, and the start of either: <c>--role api</c> (the default) or <c>--role chat</c>.
/// Exit codes: 0 stopped, 1 the database cannot be reached, 2 the configuration or the arguments are wrong.
/// </summary>
internal static class Instance
{
    private const int Stopped = 0;
    private const int Unreachable = 1;
    private const int BadConfiguration = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = BuildFor(args);
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

    /// <exception cref="ConfigurationException">The role is not one, or something is missing or out of range; all of it is named.</exception>
    public static WebApplication BuildFor(string[] args) => RoleOf(args) switch
    {
        ApiRole.Name => ApiRole.Build(args),
        ChatRole.Name => ChatRole.Build(args),
        null => throw new ConfigurationException(["--role needs a value: api or chat"]),
        var other => throw new ConfigurationException([$"--role is api or chat, not '{other}'"]),
    };

    /// <summary>Options, pool, health and metrics: whatever the role then adds.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args, string role, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.AddServiceDefaults();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<ApiOptions>(options => options.Id = role);
        builder.AddValidated<ApiOptions>(ApiOptions.Section);
        builder.AddValidated<JwtOptions>(JwtOptions.Section);
        builder.Services.AddPrometheus();
        builder.AddPool();
        builder.Services.AddSingleton<JwtCodec>().AddSingleton<AccessTokens>();

        // RunAsync says in one line why the application cannot start; the host would add the stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        return builder;
    }

    /// <summary>Outside the context path there are only health, metrics and the chat's WebSocket; inside it the real server's filters, in its order.</summary>
    public static void UsePipeline(WebApplication app)
    {
        ConfigurationException.ThrowIfInvalid(app.Services);
        app.UseMiddleware<RequestMetrics>();
        app.UseMiddleware<ServerIdHeader>();
        app.UseMiddleware<FailureFilter>();
        app.UseRouting();
        app.UseWhen(
            ApiRoutes.IsInContext,
            api => api.UseMiddleware<Cors>().UseMiddleware<AuthFilter>().UseMiddleware<UnknownPath>());
    }

    public static void MapCommon(WebApplication app)
    {
        app.MapHealth();
        app.MapPrometheus();
        app.MapDefaultEndpoints(ApiRoutes.ContextPath);
    }

    public static void AddValidated<T>(this WebApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<T>>().Value);
    }

    private static string? RoleOf(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--role")
            {
                return i + 1 < args.Length ? args[i + 1] : null;
            }

            if (args[i].StartsWith("--role=", StringComparison.Ordinal))
            {
                return args[i]["--role=".Length..];
            }
        }

        return ApiRole.Name;
    }
}
