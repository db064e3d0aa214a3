namespace ProxySwitch.Tables;

/// <summary>What <see cref="FirstTable{TTable}"/> needs from a role's switchboard.</summary>
internal interface IFirstTable<out TTable>
{
    TTable CurrentTable { get; }

    Task<TableProblem?> StartAsync(CancellationToken cancellation);
}
