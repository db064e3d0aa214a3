namespace FakeDoktoriApi.Http;

internal sealed record PageInfo(long? NextCursorId, bool HasNext, int Size)
{
    /// <summary>Takes the surplus row off a list read with <c>LIMIT size + 1</c>: its presence says that there is more.</summary>
    public static PageInfo Cut<T>(List<T> rows, int size, Func<T, long> id)
    {
        var hasNext = rows.Count > size;
        if (hasNext)
        {
            rows.RemoveRange(size, rows.Count - size);
        }

        return new(hasNext ? id(rows[^1]) : null, hasNext, size);
    }
}
