using Migration.Checksums.Rows;

namespace Migration.Tests.Checksums;

public sealed class RowRecheckerTests
{
    private readonly FakeTable _writer = FakeTable.Counting(300);
    private readonly FakeTable _replica = FakeTable.Counting(300);

    /// <summary>Changes what the writer has while the replica is waited for.</summary>
    private Action<int> _meanwhile = _ => { };

    /// <summary>Changes what the writer has after the replica was read.</summary>
    private Action _committing = () => { };
    private bool _catchesUp = true;
    private int _looks;

    [Fact]
    public async Task Settles_WhenTheReplicaHasCaughtUp()
    {
        _writer[7] = "new";
        _meanwhile = _ => _replica[7] = "new";

        var result = await RunAsync(7, 8);

        Assert.Equal((0, 2, 1, 0), (result.Confirmed, result.Settled, result.LastSettledOnRecheck, result.Unsettled));
    }

    [Fact]
    public async Task Settles_WhenTheReplicaHasWhatTheWriterHasNow()
    {
        _meanwhile = _ =>
        {
            _writer[7] = "newer";
            _replica[7] = "newer";
        };

        Assert.Equal(1, (await RunAsync(7)).Settled);
    }

    [Fact]
    public async Task Confirms_WhatStandsTwice_InBatches()
    {
        for (var key = 1; key <= 250; key++)
        {
            _replica[key] = "tampered";
        }

        _replica.Remove(3);
        var result = await RunAsync([.. Enumerable.Range(1, 250)]);

        Assert.Equal((250, 0, 0), (result.Confirmed, result.Settled, result.Unsettled));
        Assert.Equal(5, result.Listed.Count);
        Assert.Equal((2, true), (result.Listed[2].Rechecks, result.Listed[2].Replica is null));
        Assert.Equal(6, _looks);
    }

    [Fact]
    public async Task DoesNotConfirm_OneLook()
    {
        _writer[7] = "b";
        _meanwhile = look => _replica[7] = look == 2 ? "b" : "a";

        var result = await RunAsync(7);

        Assert.Equal((0, 1, 2), (result.Confirmed, result.Settled, result.LastSettledOnRecheck));
    }

    [Fact]
    public async Task SettlesWhatTheWriterIsStillCommitting()
    {
        _replica[7] = "early";
        _committing = () => _writer[7] = "early";

        var result = await RunAsync(7);

        Assert.Equal((0, 1, 1), (result.Confirmed, result.Settled, result.LastSettledOnRecheck));
    }

    [Fact]
    public async Task LeavesUndecided_WhatMovesAtEveryLook()
    {
        _replica[7] = "tampered, perhaps";
        _meanwhile = look => _writer[7] = $"version {look}";

        var result = await RunAsync(7);

        Assert.Equal((0, 0, 1, false), (result.Confirmed, result.Settled, result.Unsettled, result.ReplicaFellBehind));
    }

    [Fact]
    public async Task LeavesUndecided_WhatTheReplicaNeverReaches()
    {
        _replica[7] = "tampered, perhaps";
        _catchesUp = false;

        var result = await RunAsync([.. Enumerable.Range(1, 150)]);

        Assert.Equal((0, 0, 150, true), (result.Confirmed, result.Settled, result.Unsettled, result.ReplicaFellBehind));
        Assert.Equal(1, _looks);
    }

    [Fact]
    public void Judges_AbsenceAsAValue()
    {
        var row = Build.Row(1, "a");

        Assert.Equal(RowVerdict.Agrees, RowRechecker.Judge(null, null, row));
        Assert.Equal(RowVerdict.Agrees, RowRechecker.Judge(row, null, null));
        Assert.Equal(RowVerdict.Stands, RowRechecker.Judge(null, row, null));
        Assert.Equal(RowVerdict.Stands, RowRechecker.Judge(row, Build.Row(1, [null]), row));
        Assert.Equal(RowVerdict.Moves, RowRechecker.Judge(row, Build.Row(1, "b"), Build.Row(1, "c")));
    }

    private Task<RecheckResult> RunAsync(params int[] keys)
    {
        var rechecker = new RowRechecker(_writer, _replica, CatchUpAsync, CommitAsync, rechecks: 4, listed: 5);
        return rechecker.RunAsync([.. keys.Select(k => Build.Key(k))], _ => { }, TestContext.Current.CancellationToken);

        Task<bool> CatchUpAsync(CancellationToken _)
        {
            _meanwhile(++_looks);
            return Task.FromResult(_catchesUp);
        }

        Task CommitAsync(CancellationToken _)
        {
            _committing();
            return Task.CompletedTask;
        }
    }
}
