using FakeDoktoriApi.Http;
using FakeDoktoriApi.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// Holds readiness back until the pool has its minimum of connections, one of them has answered, a connection that was ended by the server has been
/// noticed as dead, and a statement that the server refused has become an answer: an instance in production met its first error long ago, and here
/// the code that handles it would otherwise be compiled in the middle of a cutover, with every user waiting. Once warm it stays warm: a database
/// that goes away later is away for every instance, and taking all of them out of service would turn slow answers into none. Looks by itself, so that being warm does not depend on having been asked.
/// </summary>
internal sealed class PoolReadiness(
    ConnectionPool<MySqlPhysicalConnection> pool,
    MySqlConnectionFactory factory,
    Database database,
    IOptions<PoolOptions> options,
    TimeProvider time,
    ILogger<PoolReadiness> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(20);
    private volatile string? _missing = "the pool is filling";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_missing is { } missing ? HealthCheckResult.Unhealthy(missing) : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var start = time.GetTimestamp();
        try
        {
            while ((_missing = await MissingAsync(stoppingToken)) is not null)
            {
                await Task.Delay(_lookEvery, time, stoppingToken);
            }

            logger.Warm(options.Value.PoolName, pool.Snapshot().Total, (long)time.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<string?> MissingAsync(CancellationToken stop)
    {
        if (pool.Snapshot().Total is var open && open < options.Value.MinimumIdle)
        {
            return $"the pool is filling: {open} of {options.Value.MinimumIdle} connections";
        }

        try
        {
            await database.PingAsync(stop);
            await AnswerARefusedWriteAsync();
            return await NoticesADeadConnectionAsync(stop) ? null : "a connection that was killed passed for alive";
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            return exception.Message;
        }
    }

    /// <summary>
    /// Through what a write goes that a read-only server refuses: the transaction, its rollback, the filter, the error of the contract. SIGNAL fails
    /// with the SQLState of that refusal and touches nothing: https://dev.mysql.com/doc/refman/8.4/en/signal.html.
    /// </summary>
    private async Task AnswerARefusedWriteAsync()
    {
        var filter = new FailureFilter(RefusedAsync, new FailureLog(time, NullLogger<FailureLog>.Instance));
        await filter.InvokeAsync(new DefaultHttpContext());

        async Task RefusedAsync(HttpContext context) =>
            await database.TransactAsync(transaction => transaction.ExecuteAsync("SIGNAL SQLSTATE 'HY000' SET MESSAGE_TEXT = 'readiness'"));
    }

    /// <summary>A session may end itself without any privilege: https://dev.mysql.com/doc/refman/8.4/en/kill.html.</summary>
    private async Task<bool> NoticesADeadConnectionAsync(CancellationToken stop)
    {
        await using var connection = await factory.OpenAsync(stop);
        try
        {
            await using var end = new MySqlCommand("KILL CONNECTION_ID()", connection.Session);
            await end.ExecuteNonQueryAsync(stop);
        }
        catch (MySqlException)
        {
            // 1317: the statement was interrupted, by itself.
        }

        return !await connection.IsAliveAsync(stop);
    }
}
