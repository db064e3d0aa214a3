using System.Globalization;

namespace Migration.Servers;

/// <summary>One row of an answer.</summary>
internal sealed class ResultRow(IReadOnlyList<string> columns, object?[] values)
{
    public IReadOnlyList<string> Columns => columns;

    public object? this[int index] => values[index];

    public bool Has(string column) => IndexOf(column) >= 0;

    public string? TextOrNull(string column) => Convert(values[Index(column)]);

    public string Text(string column) => TextOrNull(column) ?? "";

    public string Text(int index) => Convert(values[index]) ?? "";

    public long Number(string column) => System.Convert.ToInt64(values[Index(column)], CultureInfo.InvariantCulture);

    public long? NumberOrNull(string column) => values[Index(column)] is { } value ? System.Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public bool Flag(string column) => Number(column) != 0;

    private static string? Convert(object? value) => value switch
    {
        null => null,
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private int Index(string column)
    {
        var index = IndexOf(column);
        return index >= 0 ? index : throw new InvalidOperationException($"the answer has no column {column} (it has {string.Join(", ", columns)})");
    }

    private int IndexOf(string column)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (string.Equals(columns[index], column, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }
}
