using MySqlConnector;
using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(FailureServer))]
public sealed class ShutdownTests(ApiServer server)
{
    [Fact]
    public async Task Stop_TurnsReadinessOff_FinishesWhatIsInFlight_AndClosesItsSessions()
    {
        await using var locker = new MySqlConnection(server.Root);
        await locker.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await locker.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new MySqlCommand("SELECT * FROM user_preferences WHERE user_id = 77 FOR UPDATE", locker, transaction))
        {
            _ = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        // An account of its own: the sessions of the other instance come and go, too.
        await Sql.RunAsync(server.Root, "CREATE USER doktori_stopped IDENTIFIED BY 'for-this-test-0'; GRANT ALL ON doktori.* TO doktori_stopped", TestContext.Current.CancellationToken);
        var account = new MySqlConnectionStringBuilder(server.Application) { UserID = "doktori_stopped", Password = "for-this-test-0" };
        await using var api = await ApiInstance.StartAsync(account.ConnectionString, ("Hikari:MinimumIdle", "3"), ("Shutdown:DrainMs", "4000"));
        await Eventually.TrueAsync(
            async () => (await api.GetRootedAsync("/actuator/health/readiness")).Status == 200, TestContext.Current.CancellationToken);
        var inFlight = api.PutAsync("/users/me/notifications", api.Token(77), """{"notificationAgreement":true}""");
        await Eventually.TrueAsync(() => api.Pool.Snapshot().Active == 1, TestContext.Current.CancellationToken);

        Assert.NotEmpty(await SessionsAsync());

        var stopping = api.StopAsync();
        await Eventually.TrueAsync(
            async () => (await api.GetRootedAsync("/actuator/health/readiness")) is { Status: 503, Text: """{"status":"OUT_OF_SERVICE"}""" },
            TestContext.Current.CancellationToken);
        Assert.Equal(200, (await api.GetRootedAsync("/actuator/health/liveness")).Status);
        Assert.False(stopping.IsCompleted);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.Equal(204, (await inFlight).Status);
        await stopping;
        await api.DisposeAsync();
        await Eventually.TrueAsync(async () => (await SessionsAsync()).Count == 0, TestContext.Current.CancellationToken);
        await Sql.RunAsync(server.Root, "DROP USER doktori_stopped", TestContext.Current.CancellationToken);
    }

    private Task<IReadOnlyList<string?[]>> SessionsAsync() =>
        Sql.RowsAsync(server.Root, "SELECT id FROM information_schema.processlist WHERE user = 'doktori_stopped'", TestContext.Current.CancellationToken);
}
