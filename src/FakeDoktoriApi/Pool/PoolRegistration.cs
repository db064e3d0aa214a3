using FakeDoktoriApi.Observability;
using Microsoft.Extensions.Options;
using ServiceDefaults.Health;

namespace FakeDoktoriApi.Pool;

internal static class PoolRegistration
{
    /// <summary>Section <c>Hikari</c> and the connection string <c>doktori</c>.</summary>
    public static void AddPool(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("doktori") ?? "";
        builder.Services.AddOptions<PoolOptions>()
            .Bind(builder.Configuration.GetSection(PoolOptions.Section))
            .ValidateDataAnnotations()
            .Validate(_ => connectionString.Length > 0, "ConnectionStrings:doktori is not set.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new MySqlConnectionFactory(connectionString, services.GetRequiredService<IOptions<PoolOptions>>().Value));
        builder.Services.AddSingleton(services => new ConnectionPool<MySqlPhysicalConnection>(
            services.GetRequiredService<IOptions<PoolOptions>>().Value,
            services.GetRequiredService<MySqlConnectionFactory>(),
            services.GetRequiredService<ApiMeter>().Meter,
            services.GetRequiredService<TimeProvider>(),
            new Random(Environment.ProcessId),
            services.GetRequiredService<ILogger<ConnectionPool<MySqlPhysicalConnection>>>()));
        builder.Services.AddSingleton<Database>();
        builder.Services.AddHostedService<PoolService>();
        builder.Services.AddSingleton<PoolReadiness>().AddHostedService(services => services.GetRequiredService<PoolReadiness>());
        builder.Services.AddHealthChecks().AddCheck<PoolReadiness>("pool", tags: [HealthTags.Readiness]);
    }
}
