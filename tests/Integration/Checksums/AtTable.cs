using Migration.Checksums;

namespace Integration.Checksums;

/// <summary>Does something once, when the comparison reaches a table and before it reads it.</summary>
internal sealed class AtTable(string table, Func<Task> act) : IProgress<ComparisonProgress>
{
    private bool _done;

    public void Report(ComparisonProgress value)
    {
        if (!_done && value.Table == table)
        {
            _done = true;
            act().GetAwaiter().GetResult();
        }
    }
}
