using System.Globalization;
using System.Text;

namespace FakeDoktoriApi.Seeding;

/// <summary>
/// Builds multi-row INSERT statements of a few hundred kilobytes: one round trip, one parse and one commit for some thousand rows.
/// Values are written into the text; all of them are our own, and text is escaped for the default <c>sql_mode</c>.
/// </summary>
internal sealed class InsertBuffer(string table, string columns, Func<string, ValueTask> execute)
{
    private const int FlushAt = 384 * 1024;
    private readonly StringBuilder _sql = new(FlushAt + 4_096);
    private bool _firstValue;

    public string Table => table;

    public long Rows { get; private set; }

    public InsertBuffer Row()
    {
        _sql.Append(_sql.Length == 0 ? $"INSERT INTO {table} ({columns}) VALUES\n(" : ",\n(");
        _firstValue = true;
        return this;
    }

    public InsertBuffer Number(long value)
    {
        Separate().Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public InsertBuffer Flag(bool value) => Number(value ? 1 : 0);

    public InsertBuffer Text(string? value)
    {
        Separate();
        if (value is null)
        {
            _sql.Append("NULL");
            return this;
        }

        _sql.Append('\'');
        foreach (var c in value)
        {
            if (c is '\'' or '\\')
            {
                _sql.Append('\\');
            }

            _sql.Append(c);
        }

        _sql.Append('\'');
        return this;
    }

    public InsertBuffer Null() => Text(null);

    public InsertBuffer Date(DateOnly value)
    {
        Separate().Append(CultureInfo.InvariantCulture, $"'{value:yyyy-MM-dd}'");
        return this;
    }

    public InsertBuffer DateTime(DateTime? value)
    {
        if (value is not { } moment)
        {
            return Null();
        }

        Separate().Append(CultureInfo.InvariantCulture, $"'{moment:yyyy-MM-dd HH:mm:ss.FFFFFF}'");
        return this;
    }

    public InsertBuffer Time(TimeOnly value)
    {
        Separate().Append(CultureInfo.InvariantCulture, $"'{value:HH:mm:ss}'");
        return this;
    }

    /// <summary>Ends the row; sends what has gathered when it is enough.</summary>
    public ValueTask EndRowAsync()
    {
        _sql.Append(')');
        Rows++;
        return _sql.Length >= FlushAt ? FlushAsync() : ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync()
    {
        if (_sql.Length == 0)
        {
            return ValueTask.CompletedTask;
        }

        var statement = _sql.ToString();
        _sql.Clear();
        return execute(statement);
    }

    private StringBuilder Separate()
    {
        if (!_firstValue)
        {
            _sql.Append(',');
        }

        _firstValue = false;
        return _sql;
    }
}
