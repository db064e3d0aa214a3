using Migration;
using Migration.Running;

namespace Integration.Migration;

/// <summary>The whole procedure on real servers, under a small load.</summary>
[Collection(nameof(MigrationCollection))]
public sealed class ForwardAndBackTests(MigrationServers servers, ITestOutputHelper output)
{
    [Theory]
    [InlineData(SwitchOrder.SwitchFirst)]
    [InlineData(SwitchOrder.FenceFirst)]
    public async Task CutsOver_RollsBack_AndCutsOverAgain_WithoutLosingAWrite(SwitchOrder order)
    {
        await using var lab = await Lab.StartAsync(servers);
        await lab.SucceedAsync(Runbooks.CheckSource());
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);

        await lab.SucceedAsync(Runbooks.DumpAndLoad());
        await lab.SucceedAsync(Runbooks.SetUpReplication());
        await lab.SucceedAsync(Runbooks.WatchReplication(TimeSpan.FromSeconds(1)));
        Assert.Equal((true, false), await lab.WritableAsync());

        Show(await lab.SucceedAsync(Runbooks.CutOver(order)));
        Assert.Equal((false, true), await lab.WritableAsync());
        await load.GoOnAsync(20);
        await lab.SucceedAsync(Runbooks.SetUpReverseReplication());
        await load.GoOnAsync(20);

        Show(await lab.SucceedAsync(Runbooks.RollBack(order)));
        Assert.Equal((true, false), await lab.WritableAsync());
        await load.GoOnAsync(20);

        Show(await lab.SucceedAsync(Runbooks.CutOver(order)));
        Assert.Equal((false, true), await lab.WritableAsync());
        await load.GoOnAsync(20);
        await lab.SucceedAsync(Runbooks.SetUpReverseReplication());

        var ledger = await load.StopAsync();
        output.WriteLine(ledger.ToString());
        var kept = await lab.KeysOnTargetAsync();
        Assert.Empty(ledger.Acknowledged.Except(kept));
        ledger.AssertReadsHeld();
        Assert.True(ledger.Acknowledged.Count > 80, $"only {ledger.Acknowledged.Count} writes: the load did not run");
    }

    /// <summary>The box of the old source reboots, and something there still has its address.</summary>
    [Fact]
    public async Task ASourceThatRestarts_TakesNoWritesAfterACutover_AndDoesAfterTheWayBack()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await lab.SucceedAsync(Runbooks.CutOver());
        await lab.SucceedAsync(Runbooks.SetUpReverseReplication());

        await servers.Source.KillAsync();
        await servers.RestartSourceAsync();

        Assert.Equal((false, true), await lab.WritableAsync());
        await lab.SucceedAsync(Runbooks.SetUpReverseReplication());
        await lab.SucceedAsync(Runbooks.RollBack());

        await servers.Source.KillAsync();
        await servers.RestartSourceAsync();

        Assert.Equal((true, false), await lab.WritableAsync());
    }

    /// <summary>The replica may execute a transaction before the source, which has it in its binary log, has committed it.</summary>
    [Fact]
    public async Task ATransactionThatTheSourceIsStillCommitting_IsWaitedFor()
    {
        const string Update = "UPDATE doktori.users SET nickname = 'early' WHERE id = 3";
        await using var lab = await Lab.ReplicatingAsync(servers);
        await servers.CommitOnTargetFirstAsync(Update);

        var cutOver = lab.RunAsync(Runbooks.CutOver());
        await Lab.UntilAsync(servers.SourceRoot, "SELECT COUNT(*) FROM performance_schema.processlist WHERE info LIKE '/*%TargetHasNoErrantTransactions%WAIT_FOR_EXECUTED_GTID_SET%'");
        await Lab.ExecuteAsync(servers.SourceRoot, Update);

        var result = await cutOver;
        Assert.True(result.IsSuccess, $"{result.Outcome}: {result.Reason}");
    }

    private void Show(RunbookResult result)
    {
        output.WriteLine($"{result.Runbook}: write unavailable {result.Facts.GetValueOrDefault(FactNames.WriteUnavailableMs)} ms, run {result.Facts[FactNames.ElapsedMs]} ms");
        foreach (var step in result.Steps)
        {
            output.WriteLine($"  {step.Name,-32} {(step.EndedAt - step.StartedAt)?.TotalMilliseconds,9:0.0} ms  {string.Join(", ", step.Facts.Select(fact => $"{fact.Key}={fact.Value}"))}");
        }
    }
}
