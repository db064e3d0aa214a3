using System.ComponentModel.DataAnnotations;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// Section <c>Hikari</c>. Names, units and defaults are HikariCP's where production leaves them alone, production's where it does not
/// (40 connections, 10 idle, 3 s).
/// </summary>
internal sealed class PoolOptions : IValidatableObject
{
    public const string Section = "Hikari";

    /// <summary>The label <c>pool</c> of every metric.</summary>
    [Required]
    public string PoolName { get; set; } = "HikariPool-1";

    /// <summary>Connections at most, idle and active together. 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int MaximumPoolSize { get; set; } = 40;

    /// <summary>Idle connections that are kept ready. 0 to <see cref="MaximumPoolSize"/>.</summary>
    [Range(0, 1_000)]
    public int MinimumIdle { get; set; } = 10;

    /// <summary>Milliseconds a caller waits for a connection, validation and replacement included. At least 250.</summary>
    [Range(250, 600_000)]
    public int ConnectionTimeoutMs { get; set; } = 3_000;

    /// <summary>Milliseconds after which an idle connection beyond <see cref="MinimumIdle"/> is closed; 0 = never, else at least 10,000.</summary>
    [Range(0, 86_400_000)]
    public int IdleTimeoutMs { get; set; } = 600_000;

    /// <summary>Milliseconds a connection lives, less up to 2.5 % so that they do not all end together; 0 = for ever, else at least 30,000.</summary>
    [Range(0, 86_400_000)]
    public int MaxLifetimeMs { get; set; } = 1_800_000;

    /// <summary>Milliseconds since its last use within which a connection is handed out unchecked; 0 = every one is checked first.</summary>
    [Range(0, 600_000)]
    public int AliveBypassWindowMs { get; set; } = 500;

    /// <summary>HikariCP's connectionTestQuery: a connection is checked by this instead of the driver's ping, and any error means dead. Empty = none.</summary>
    public string? ConnectionTestQuery { get; set; }

    /// <summary>Milliseconds the application start waits for a first connection: 1 = one attempt, then fail; 0 = try once, start anyway; -1 = do not try.</summary>
    [Range(-1, 600_000)]
    public int InitializationFailTimeoutMs { get; set; } = 1;

    public TimeSpan ConnectionTimeout => TimeSpan.FromMilliseconds(ConnectionTimeoutMs);

    public TimeSpan IdleTimeout => TimeSpan.FromMilliseconds(IdleTimeoutMs);

    public TimeSpan MaxLifetime => TimeSpan.FromMilliseconds(MaxLifetimeMs);

    public TimeSpan AliveBypassWindow => TimeSpan.FromMilliseconds(AliveBypassWindowMs);

    public TimeSpan InitializationFailTimeout => TimeSpan.FromMilliseconds(InitializationFailTimeoutMs);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumIdle > MaximumPoolSize)
        {
            yield return new($"Hikari:MinimumIdle ({MinimumIdle}) is greater than Hikari:MaximumPoolSize ({MaximumPoolSize}).", [nameof(MinimumIdle)]);
        }

        if (IdleTimeoutMs is > 0 and < 10_000)
        {
            yield return new("Hikari:IdleTimeoutMs is 0 or at least 10000.", [nameof(IdleTimeoutMs)]);
        }

        if (MaxLifetimeMs is > 0 and < 30_000)
        {
            yield return new("Hikari:MaxLifetimeMs is 0 or at least 30000.", [nameof(MaxLifetimeMs)]);
        }
    }
}
