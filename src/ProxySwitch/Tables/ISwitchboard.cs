namespace ProxySwitch.Tables;

/// <summary>What the control API asks of a role: each call ends with null, or with why nothing was changed.</summary>
internal interface ISwitchboard<in TChange> where TChange : class
{
    /// <summary>Of the table, for "file:line:column".</summary>
    string FileName { get; }

    /// <summary>Would the change be accepted? Changes nothing.</summary>
    Task<TableProblem?> TestAsync(TChange change, CancellationToken cancellation);

    Task<TableProblem?> SwitchAsync(TChange change, CancellationToken cancellation);

    /// <summary>Takes the file as somebody left it.</summary>
    Task<TableProblem?> ReloadAsync(CancellationToken cancellation);
}
