using System.Collections.Concurrent;

namespace ProxySwitch.Tables;

/// <summary>
/// Holds the table in force: one reference, replaced whole, so that whoever asks sees the old table or the new one and never a mixture.
/// Changes are made one at a time, in the order operators know from nginx: edit → test → reload.
/// </summary>
/// <typeparam name="TTable">What stands in the file.</typeparam>
/// <typeparam name="TChange">What the control API may ask to edit.</typeparam>
/// <typeparam name="TPlan">A tested table with all that <see cref="Enter"/> needs, so that entering cannot fail.</typeparam>
/// <typeparam name="TGeneration">A table in force, numbered.</typeparam>
internal abstract class Switchboard<TTable, TChange, TPlan, TGeneration>(TableFile<TTable> file, ILogger log) : IFirstTable<TTable>, ISwitchboard<TChange>, IDisposable
    where TTable : class
    where TChange : class
    where TPlan : class
    where TGeneration : class
{
    private const int RememberedGenerations = 200;

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly ConcurrentQueue<TGeneration> history = [];
    private volatile TGeneration? current;
    private int number;

    public TGeneration Current => current ?? throw new InvalidOperationException("No table was loaded.");

    public bool Ready => current is not null;

    public abstract TTable CurrentTable { get; }

    public string FileName => file.Name;

    /// <summary>Newest last.</summary>
    public IReadOnlyCollection<TGeneration> History => history;

    /// <summary>
    /// The first generation. Nobody need answer yet: a proxy must not refuse to start because what stands behind it starts a second later.
    /// </summary>
    public async Task<TableProblem?> StartAsync(CancellationToken cancellation)
    {
        var (table, problem) = file.Read();
        if (table is null)
        {
            return problem;
        }

        var (plan, unresolved) = await ResolveAsync(table, cancellation);
        if (plan is not null)
        {
            Publish(plan);
        }

        return unresolved;
    }

    public async Task<TableProblem?> TestAsync(TChange change, CancellationToken cancellation) =>
        (await PrepareAsync(change, cancellation)).Problem;

    public Task<TableProblem?> ReloadAsync(CancellationToken cancellation) => ChangeAsync(null, cancellation);

    public Task<TableProblem?> SwitchAsync(TChange change, CancellationToken cancellation) => ChangeAsync(change, cancellation);

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>The table with the change in it, or why it cannot be made.</summary>
    protected abstract (TTable? Table, TableProblem? Problem) Edit(TTable table, TChange change);

    /// <summary>Turns names into what can be used.</summary>
    protected abstract Task<(TPlan? Plan, TableProblem? Problem)> ResolveAsync(TTable table, CancellationToken cancellation);

    /// <summary>What must hold before the table may come into force; nothing, unless the role says so.</summary>
    protected virtual Task<TableProblem?> ProbeAsync(TPlan plan, CancellationToken cancellation) => Task.FromResult<TableProblem?>(null);

    protected abstract TTable TableOf(TPlan plan);

    /// <summary>Does a change to this table, the one in force perhaps, make a generation of its own?</summary>
    protected virtual bool Counts(TTable table) => true;

    /// <param name="plan">What comes into force.</param>
    /// <param name="number">From 1, without a gap.</param>
    protected abstract TGeneration Enter(TPlan plan, int number);

    /// <summary>For the log.</summary>
    protected abstract string Describe(TChange change);

    /// <summary>After a generation has come into force.</summary>
    protected virtual void Entered(TGeneration generation)
    {
    }

    /// <summary>
    /// 1. edit: the file's present content (somebody may have edited it) with the change;
    /// 2. test: the table, and what the role asks of the network;
    /// 3. put the tested content in place, atomically;
    /// 4. reload: the new table counts from here on.
    /// A refusal at 1 to 3 leaves file and table as they were; after 3 nothing can fail.
    /// </summary>
    private async Task<TableProblem?> ChangeAsync(TChange? change, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var (plan, problem) = await PrepareAsync(change, cancellation); // 1, 2
            if (problem is null && change is not null)
            {
                problem = await file.WriteAsync(TableOf(plan!)); // 3
            }

            if (problem is not null)
            {
                log.ChangeRefused(change is null ? "(the file as edited)" : Describe(change), problem.Code, problem.Located(file.Name));
                return problem;
            }

            if (Counts(TableOf(plan!)))
            {
                Publish(plan!); // 4
            }

            return null;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<(TPlan? Plan, TableProblem? Problem)> PrepareAsync(TChange? change, CancellationToken cancellation)
    {
        var (table, problem) = file.Read();
        if (table is not null && change is not null)
        {
            (table, problem) = Edit(table!, change);
        }

        if (table is null)
        {
            return (null, problem);
        }

        var (plan, unresolved) = await ResolveAsync(table, cancellation);
        if (plan is null)
        {
            return (null, unresolved);
        }

        return await ProbeAsync(plan, cancellation) is { } refusal ? (null, refusal) : (plan, null);
    }

    private void Publish(TPlan plan)
    {
        var generation = Enter(plan, ++number);
        history.Enqueue(generation);
        current = generation;
        while (history.Count > RememberedGenerations)
        {
            history.TryDequeue(out _);
        }

        Entered(generation);
    }
}
